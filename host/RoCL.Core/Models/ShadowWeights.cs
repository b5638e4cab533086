namespace RoCL.Core.Models;

/// <summary>
/// The tensors of a shadow that are an encoder's in bfloat16; batch-norm's are shared instead.
/// </summary>
internal sealed class ShadowWeights
{
    private readonly ImmutableArray<Followed> _pairs;

    private ShadowWeights(ImmutableArray<Followed> pairs) => _pairs = pairs;

    /// <summary>The weights and buffers in bfloat16.</summary>
    /// <param name="encoder">The encoder.</param>
    /// <param name="copy">Another one, built alike, in bfloat16.</param>
    /// <param name="others">Tensors of the copy that something else sets.</param>
    public static ShadowWeights Of(GuardedNetwork encoder, GuardedNetwork copy, IEnumerable<Tensor> others)
    {
        var originals = encoder.Parameters.Concat(encoder.Buffers).ToDictionary();
        var excluded = others.ToHashSet<Tensor>(ReferenceEqualityComparer.Instance);
        return new([
            .. copy
                .Parameters.Concat(copy.Buffers)
                .Where(named => named.Value.dtype == ScalarType.BFloat16 && originals.ContainsKey(named.Key))
                .Where(named => !excluded.Contains(named.Value))
                .Select(named => new Followed(originals[named.Key], named.Value)),
        ]);
    }

    /// <summary>Takes over the numbers of the encoder.</summary>
    public void Follow()
    {
        foreach (var (original, shadow) in _pairs)
            shadow.copy_(original);
    }

    /// <summary>Lets those have no gradient that are frozen in the encoder.</summary>
    public void FollowFrozen()
    {
        foreach (var (original, shadow) in _pairs)
        {
            if (shadow.requires_grad != original.requires_grad)
                shadow.requires_grad = original.requires_grad;
        }
    }

    /// <summary>
    /// Adds the gradients to those of the encoder, in float32, and forgets them here.
    /// </summary>
    public void PassGradients()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        foreach (var (original, shadow) in _pairs)
        {
            if (shadow.grad is not { } gradient)
                continue;
            var exact = gradient.to_type(ScalarType.Float32);
            original.grad = original.grad is { } before ? before + exact : exact;
            shadow.grad = null;
        }
    }

    /// <summary>Forgets the gradients.</summary>
    public void DropGradients()
    {
        foreach (var (_, shadow) in _pairs)
            shadow.grad = null;
    }

    private sealed record Followed(Tensor Original, Tensor Shadow);
}
