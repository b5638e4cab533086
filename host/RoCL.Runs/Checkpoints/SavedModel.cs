using System.Globalization;
using RoCL.Core;
using RoCL.Core.Models;
using RoCL.Core.Tensors;

namespace RoCL.Runs.Checkpoints;

/// <summary>A checkpoint that was read, until its tensors are copied into a model.</summary>
/// <param name="Folder">Where it stands.</param>
/// <param name="File">Tensors, and what the model was built for.</param>
/// <param name="State">How far training had come.</param>
public sealed record SavedModel(string Folder, TensorFile File, CheckpointState State) : IDisposable
{
    private const string Shape = "shape";
    private const string Classes = "classes";

    /// <summary>
    /// What the model was built for, so that its data need not be there to build it again:
    /// <c>3x32x32</c> and <c>10</c>.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Words(Model model) =>
        new Dictionary<string, string>
        {
            [Shape] = model.Shape.ToString(),
            [Classes] = model.Classes.ToString(CultureInfo.InvariantCulture),
        };

    /// <summary>What the model was built for; nothing where the file does not say.</summary>
    public (ImageShape Shape, int Classes)? Images =>
        File.Metadata.GetValueOrDefault(Shape)?.Split('x') is [var c, var h, var w]
        && Number(c) is { } channels
        && Number(h) is { } height
        && Number(w) is { } width
        && Number(File.Metadata.GetValueOrDefault(Classes)) is { } classes
            ? (new(channels, height, width), classes)
            : null;

    /// <summary>Copies the tensors into a model; ROCL0610 when they are not its own.</summary>
    public Result<int> Into(Model model) => model.Restore(File.Tensors, Folder);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in File.Tensors.Values)
            tensor.Dispose();
    }

    // A model is built by these numbers before its tensors are held against it.
    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 1 << 20
            ? number
            : null;
}
