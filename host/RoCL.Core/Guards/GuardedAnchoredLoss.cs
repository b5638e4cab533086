using RoCL.Core.Components;

namespace RoCL.Core.Guards;

/// <summary>
/// A loss of some images behind its guard: as <see cref="GuardedLoss"/>, with a number for each of
/// these images.
/// </summary>
/// <param name="use">The loss, as the recipe names it.</param>
/// <param name="inner">The loss.</param>
public sealed class GuardedAnchoredLoss(ComponentUse use, IAnchoredLoss inner) : IAnchoredLoss
{
    private readonly GuardedLoss _whole = new(use, inner);

    /// <inheritdoc/>
    public LossRequirement Requirement => _whole.Requirement;

    /// <inheritdoc/>
    public Tensor Of(LossInput input) => _whole.Of(input);

    /// <inheritdoc/>
    /// <exception cref="ProblemException">
    /// As <see cref="Guard.Call"/> and <see cref="ReturnedOutputs.OfLoss"/>.
    /// </exception>
    public Tensor Of(LossInput input, long from, long count)
    {
        var copy = GuardedLoss.Copy(input);
        var losses = Guard.Call(use, () => inner.Of(copy, from, count));
        return ReturnedOutputs.OfLoss(use, losses, [.. input.Outputs.Select(view => view.narrow(0, from, count))]);
    }
}
