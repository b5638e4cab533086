using System.Runtime.InteropServices;
using RoCL.Core.Components;
using RoCL.Core.Guards;

namespace RoCL.Core.Evaluation;

/// <summary>The loss of a step of an evaluation's training.</summary>
internal static class FittedLoss
{
    /// <summary>Follows the loss back to the parameters.</summary>
    /// <param name="evaluation">The evaluation.</param>
    /// <param name="name">The name of what is trained.</param>
    /// <param name="loss">What the evaluation returned.</param>
    /// <param name="requireFinite">
    /// Whether its value counts; that of a network that is only tried does not.
    /// </param>
    /// <exception cref="ProblemException">
    /// ROCL0513 no scalar, or not finite; ROCL0305 the gradient was cut off; ROCL0308 it cannot be
    /// computed.
    /// </exception>
    public static void Backward(ComponentUse evaluation, string name, Tensor loss, bool requireFinite = true)
    {
        if (loss.numel() != 1)
            throw Refused(evaluation, $"The loss of '{name}' is no scalar.");
        if (requireFinite && !float.IsFinite(loss.detach().to(ScalarType.Float32).item<float>()))
            throw Refused(evaluation, $"The loss of '{name}' is not finite.");
        if (!loss.requires_grad)
        {
            throw Attribution.Fault(
                evaluation,
                "ROCL0305",
                $"The evaluation trains '{name}' by a loss whose gradient was cut off."
            );
        }

        try
        {
            loss.backward();
        }
        catch (ExternalException native)
        {
            if (Guard.BackwardFault(native, [evaluation]) is { } fault)
                throw fault;
            throw;
        }
    }

    private static ProblemException Refused(ComponentUse evaluation, string what) =>
        new(new("ROCL0513", evaluation.Where, what, "Lower its learning rate."));
}
