using RoCL.Core.Tensors;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;

namespace RoCL.Runs.Evaluations;

/// <summary>
/// The classifiers that evaluations of a run have trained, as safetensors files in its folder
/// <c>classifiers</c>: what an accuracy was measured with can be used later.
/// </summary>
/// <param name="run">The run.</param>
/// <param name="key">Which evaluation: the same one writes the same files again.</param>
public sealed class ClassifierFiles(RunFolder run, EvaluationKey key)
{
    private const string FolderName = "classifiers";
    private const string OnlyOne = "classifier";

    /// <summary>Writes the classifiers of an evaluation, and disposes of their tensors.</summary>
    /// <param name="classifiers">By their names; empty for the only one.</param>
    /// <returns>
    /// The files by the same names, relative to the run's folder; <see langword="null"/> for none.
    /// </returns>
    public IReadOnlyDictionary<string, string>? Write(IReadOnlyDictionary<string, TensorFile> classifiers)
    {
        var written = new Dictionary<string, string>();
        foreach (var (name, tensors) in classifiers)
        {
            var file = name.Length == 0 ? key.Hash : $"{key.Hash}-{EvaluationKey.HashOf(name)[..8]}";
            if (tensors.Tensors.Count > 0)
            {
                var relative = $"{FolderName}/{file}.safetensors";
                run.Files.CreateFolder(Path.Combine(run.Root, FolderName));
                AtomicFile.Write(
                    run.Files,
                    Path.Combine(run.Root, relative),
                    stream => Safetensors.Write(tensors, stream)
                );
                written.Add(name.Length == 0 ? OnlyOne : name, relative);
            }

            foreach (var tensor in tensors.Tensors.Values)
                tensor.Dispose();
        }

        return written.Count == 0 ? null : written;
    }
}
