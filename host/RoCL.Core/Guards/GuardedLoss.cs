using RoCL.Core.Components;

namespace RoCL.Core.Guards;

/// <summary>
/// A loss behind its guard: it gets copies, so that other losses and an attack's next iteration see
/// the same, and its result is checked.
/// </summary>
/// <param name="use">The loss, as the recipe names it.</param>
/// <param name="inner">The loss.</param>
public sealed class GuardedLoss(ComponentUse use, ILoss inner) : ILoss
{
    /// <inheritdoc/>
    public LossRequirement Requirement => Guard.CallWithoutTensors(use, () => inner.Requirement);

    /// <summary>One number for each image, [N].</summary>
    /// <param name="input">What the loss sees, N rows each.</param>
    /// <exception cref="ProblemException">
    /// As <see cref="Guard.Call"/> and <see cref="ReturnedOutputs.OfLoss"/>.
    /// </exception>
    public Tensor Of(LossInput input)
    {
        var copy = Copy(input);
        return ReturnedOutputs.OfLoss(use, Guard.Call(use, () => inner.Of(copy)), input.Outputs);
    }

    /// <summary>An input that a loss may write to.</summary>
    /// <param name="input">The input.</param>
    internal static LossInput Copy(LossInput input) =>
        new([.. input.Outputs.Select(view => view.clone())])
        {
            Names = input.Names,
            Labels = input.Labels?.clone(),
            Indices = input.Indices?.clone(),
            Mixes = [.. input.Mixes.Select(Copy)],
        };

    private static ViewMix? Copy(ViewMix? mix) =>
        mix is null ? null : mix with { Partners = mix.Partners.clone(), Weights = mix.Weights.clone() };
}
