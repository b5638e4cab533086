using System.Globalization;
using System.Text.Json;
using RoCL.Core.Tensors;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Results;

namespace RoCL.Runs.Evaluations;

/// <summary>
/// The parts of an evaluation that are finished, in a folder of the run, until all evaluations are
/// over: a stopped evaluation goes on from there.
/// </summary>
/// <param name="files">The disk.</param>
/// <param name="root">The folder; see <see cref="EvaluationKey"/> for its name.</param>
public sealed class KeptParts(IFiles files, string root)
{
    private readonly double _secondsBefore = SecondsIn(files, SpentIn(root));

    private string Result => Path.Combine(root, "result.json");

    /// <summary>The parts of one evaluation.</summary>
    /// <param name="run">The run.</param>
    /// <param name="key">Which evaluation.</param>
    public static KeptParts Of(RunFolder run, EvaluationKey key) => new(run.Files, Path.Combine(Folder(run), key.Hash));

    /// <summary>Deletes all that was kept of a run's evaluations.</summary>
    public static void Forget(RunFolder run) => run.Files.DeleteFolder(Folder(run));

    /// <summary>Seconds that earlier processes spent on what is kept.</summary>
    public double SecondsBefore => _secondsBefore;

    /// <summary>
    /// The result of the whole evaluation; <see langword="null"/> where it was not finished, or the
    /// file is damaged: then it is measured again.
    /// </summary>
    public EvaluationSummary? Finished()
    {
        try
        {
            return TextFile.ReadIfThere(files, Result) is { } text ? Json.Read<EvaluationSummary>(text) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Keeps the result of the whole evaluation.</summary>
    public void Finish(EvaluationSummary summary)
    {
        files.CreateFolder(root);
        AtomicFile.WriteJson(files, Result, summary);
    }

    /// <summary>
    /// A part; <see langword="null"/> where there is none, or only a damaged one.
    /// </summary>
    /// <exception cref="ProblemException">
    /// ROCL0630: it is there and cannot be read just now.
    /// </exception>
    public TensorFile? Find(string name) => Attributed(() => Read(PathOf(name)));

    /// <summary>Keeps a part.</summary>
    /// <param name="name">The part's name, unique in the evaluation.</param>
    /// <param name="part">Its tensors.</param>
    /// <param name="seconds">Seconds spent in this process so far.</param>
    /// <exception cref="ProblemException">
    /// ROCL0630: it cannot be written; what was kept before stays.
    /// </exception>
    public void Keep(string name, TensorFile part, double seconds) =>
        Attributed(() =>
        {
            var spent = (_secondsBefore + seconds).ToString(CultureInfo.InvariantCulture);
            files.CreateFolder(root);
            AtomicFile.Write(files, PathOf(name), stream => Safetensors.Write(part, stream));
            AtomicFile.WriteText(files, SpentIn(root), spent);
            return part;
        });

    private TensorFile? Read(string path)
    {
        if (!files.Exists(path))
            return null;
        using var file = files.Read(path);
        return Safetensors.Read(file, path).Match(part => part, _ => (TensorFile?)null);
    }

    // It is called from within a component's code, and a disk that fails is not the component's
    // fault.
    private T Attributed<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception fault) when (FileFailure.Is(fault))
        {
            throw new ProblemException(FileFailure.Of(root, fault), fault);
        }
    }

    private string PathOf(string name) => Path.Combine(root, EvaluationKey.HashOf(name) + ".safetensors");

    private static string Folder(RunFolder run) => Path.Combine(run.Evaluations, "kept");

    private static string SpentIn(string root) => Path.Combine(root, "spent");

    private static double SecondsIn(IFiles files, string path) =>
        double.TryParse(TextFile.ReadIfThere(files, path), CultureInfo.InvariantCulture, out var seconds) ? seconds : 0;
}
