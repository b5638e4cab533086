using RoCL.Core.Tensors;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Results;
using TorchSharp;

namespace RoCL.Runs.Export;

/// <summary>Writes the files of an export into a folder of its own.</summary>
/// <param name="files">The disk.</param>
/// <param name="root">The folder.</param>
public sealed class ExportFolder(IFiles files, string root)
{
    private const string Classifiers = "classifiers";
    private const int Batch = 256;

    /// <summary>Writes a text.</summary>
    public void Write(string name, string text) => AtomicFile.WriteText(files, Path.Combine(root, name), text);

    /// <summary>Writes tensors, and disposes of them; nothing where there are none.</summary>
    /// <param name="name">The file.</param>
    /// <param name="tensors">By their names.</param>
    /// <param name="metadata">Free text by key.</param>
    public void Write(
        string name,
        ImmutableSortedDictionary<string, torch.Tensor> tensors,
        IEnumerable<KeyValuePair<string, string>> metadata
    )
    {
        if (tensors.IsEmpty)
            return;
        var file = TensorFile.Of(tensors, metadata);
        AtomicFile.Write(files, Path.Combine(root, name), stream => Safetensors.Write(file, stream));
        foreach (var tensor in tensors.Values)
            tensor.Dispose();
    }

    /// <summary>
    /// Writes images and labels as NumPy's arrays: bytes where no value lies between two of them.
    /// </summary>
    /// <param name="images">The images.</param>
    public void WriteImages(IImages images)
    {
        using var scope = torch.NewDisposeScope();
        var parts = new List<torch.Tensor>();
        for (var from = 0L; from < images.Count; from += Batch)
        {
            var until = Math.Min(from + Batch, images.Count);
            parts.Add(images.Gather(torch.arange(from, until, torch.int64)).Images);
        }

        WriteArray("images.npy", AsBytes(torch.cat([.. parts])));
        if (images.Labels is { } labels)
            WriteArray("labels.npy", labels);
    }

    /// <summary>Writes an array.</summary>
    public void WriteArray(string name, torch.Tensor array) =>
        AtomicFile.Write(files, Path.Combine(root, name), stream => Npy.Write(array, stream));

    /// <summary>Writes several arrays.</summary>
    public void WriteArrays(string name, IEnumerable<KeyValuePair<string, torch.Tensor>> arrays)
    {
        files.CreateFolder(Path.GetDirectoryName(Path.Combine(root, name))!);
        AtomicFile.Write(files, Path.Combine(root, name), stream => Npy.WriteAll(arrays, stream));
    }

    /// <summary>
    /// Writes the classifiers that an evaluation has kept, under torchvision's names: <c>fc</c> for
    /// the last layer, no prefix for the encoder; each with its protocol, and what the run noted of
    /// classes and normalisation.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="evaluation">What the evaluation found.</param>
    /// <param name="title">What the files begin with, such as <c>0-linear</c>.</param>
    /// <returns>
    /// The files that torchvision's networks can load as their last layer, relative to the folder.
    /// </returns>
    public ImmutableArray<string> WriteClassifiers(RunFolder run, EvaluationSummary evaluation, string title)
    {
        var linear = ImmutableArray.CreateBuilder<string>();
        foreach (var (name, kept) in evaluation.Classifiers ?? new Dictionary<string, string>())
        {
            var path = Path.Combine(run.Root, kept);
            if (!files.Exists(path))
                continue;
            using var stream = files.Read(path);
            var (tensors, says) = Safetensors.Read(stream, path).ValueOrThrow();
            var suffix = evaluation.Classifiers!.Count == 1 ? "" : $"-{FileName(name)}";
            var file = $"{Classifiers}/{title}{suffix}.safetensors";
            files.CreateFolder(Path.Combine(root, Classifiers));
            if (ClassifierNames.IsLinear(tensors))
                linear.Add(file);
            Write(file, ClassifierNames.Of(tensors), [KeyValuePair.Create("protocol", evaluation.Protocol), .. says]);
        }

        return linear.ToImmutable();
    }

    /// <summary>A text as a part of a file's name.</summary>
    public static string FileName(string text) =>
        string.Concat(
            text.Select(letter => char.IsAsciiLetterOrDigit(letter) || ".-_".Contains(letter) ? letter : '_')
        );

    private static torch.Tensor AsBytes(torch.Tensor images)
    {
        var bytes = (images * 255).round().to(torch.uint8);
        return (bytes.to(torch.float32) / 255).eq(images).all().item<bool>() ? bytes : images;
    }
}
