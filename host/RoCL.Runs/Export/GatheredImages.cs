using RoCL.Core.Evaluation;
using RoCL.Core.Tensors;
using TorchSharp;

namespace RoCL.Runs.Export;

/// <summary>
/// Gathers the images that an evaluation classifies where they were changed, by an attack or
/// otherwise, while it is made once more.
/// </summary>
/// <param name="clock">Measures.</param>
/// <param name="report">Gets stage, parts done, and all parts.</param>
/// <param name="stop">Asks to stop.</param>
public sealed class GatheredImages(TimeProvider clock, Action<string, long, long> report, CancellationToken stop)
    : IBenchHost,
        IDisposable
{
    private readonly long _begun = clock.GetTimestamp();
    private readonly Dictionary<string, List<torch.Tensor>> _images = [];

    /// <inheritdoc/>
    public CancellationToken Stop => stop;

    /// <inheritdoc/>
    public TimeSpan Elapsed => clock.GetElapsedTime(_begun);

    /// <inheritdoc/>
    public void Report(string stage, long done, long total) => report(stage, done, total);

    /// <inheritdoc/>
    public TensorFile? Find(string name) => null;

    /// <inheritdoc/>
    public void Keep(string name, TensorFile part) { }

    /// <inheritdoc/>
    public void SeeImages(string condition, int from, torch.Tensor images)
    {
        if (!_images.TryGetValue(condition, out var parts))
        {
            parts = [];
            _images.Add(condition, parts);
        }

        parts.Add(images.detach().cpu().contiguous().clone().DetachFromDisposeScope());
    }

    /// <summary>
    /// The images of a condition in their order, [N, C, H, W], the caller's own;
    /// <see langword="null"/> where they are as they were.
    /// </summary>
    /// <param name="condition">The condition's name.</param>
    public torch.Tensor? Of(string condition) =>
        _images.TryGetValue(condition, out var parts) ? torch.cat([.. parts]) : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var part in _images.Values.SelectMany(parts => parts))
            part.Dispose();
    }
}
