using RoCL.Core.Recipes;
using RoCL.Core.Values;

namespace RoCL.Core.Tensors;

/// <summary>Tensors that another run or another program has saved.</summary>
/// <param name="Tensors">
/// By the names that they were saved by; on the CPU, the holder's own.
/// </param>
/// <param name="Sha256">
/// Of a run's, over all weights and statistics, as in its <c>summary.json</c>; of a file's, over
/// its bytes.
/// </param>
public sealed record SavedTensors(ImmutableSortedDictionary<string, Tensor> Tensors, string Sha256) : IDisposable
{
    /// <summary>
    /// The names of the classes that classifiers among them are for; none where not known.
    /// </summary>
    public ValueList<string> ClassNames { get; init; } = [];

    /// <summary>
    /// The normalisation that an encoder among them has in front; <see langword="null"/> where not
    /// known.
    /// </summary>
    public Normalization? Normalize { get; init; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in Tensors.Values)
            tensor.Dispose();
    }
}
