using RoCL.Core.Components;

namespace RoCL.Core.Guards;

/// <summary>
/// An encoder behind its guard: what its constructor of networks throws has a place.
/// </summary>
/// <param name="use">The encoder, as the recipe names it.</param>
/// <param name="inner">The encoder.</param>
public sealed class GuardedEncoder(ComponentUse use, IEncoder inner) : IEncoder
{
    /// <inheritdoc/>
    /// <exception cref="ProblemException">As <see cref="Guard.Call"/>.</exception>
    public nn.Module<Tensor, Tensor> Build(ImageShape shape) => Guard.Call(use, () => inner.Build(shape));
}

/// <summary>A head behind its guard.</summary>
/// <param name="use">The head, as the recipe names it.</param>
/// <param name="inner">The head.</param>
public sealed class GuardedHead(ComponentUse use, IHead inner) : IHead
{
    /// <inheritdoc/>
    /// <exception cref="ProblemException">As <see cref="Guard.Call"/>.</exception>
    public nn.Module<Tensor, Tensor> Build(int features, int classes) =>
        Guard.Call(use, () => inner.Build(features, classes));
}
