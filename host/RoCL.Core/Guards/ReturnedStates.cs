using RoCL.Core.Components;

namespace RoCL.Core.Guards;

/// <summary>Checks the states that losses and attacks return.</summary>
internal static class ReturnedStates
{
    /// <summary>
    /// The tensors of a state before the first step, on a device, in memory of their own and in no
    /// dispose scope. ROCL0372: one of them cannot be saved.
    /// </summary>
    /// <param name="use">The component.</param>
    /// <param name="state">What it returned.</param>
    /// <param name="device">Where states are kept.</param>
    public static ImmutableSortedDictionary<string, Tensor> Kept(ComponentUse use, TensorState state, Device device)
    {
        foreach (var name in state.Names)
            RequireSaveable(use, name, state.Find(name));
        using var quiet = no_grad();
        return state.Names.ToImmutableSortedDictionary(
            name => name,
            name => state[name].to(device).contiguous().DetachFromDisposeScope(),
            StringComparer.Ordinal
        );
    }

    /// <summary>
    /// The state after a step. ROCL0373 other names, or a tensor of another shape or type; ROCL0375
    /// a disposed tensor.
    /// </summary>
    /// <param name="use">The component.</param>
    /// <param name="next">What it returned.</param>
    /// <param name="before">What it got.</param>
    public static TensorState Next(ComponentUse use, TensorState? next, TensorState before)
    {
        if (next is null)
            throw Guard.Nothing(use);
        if (!next.Names.SequenceEqual(before.Names))
        {
            throw Attribution.Fault(
                use,
                "ROCL0373",
                $"The component made a state of [{string.Join(", ", next.Names)}] out of one of "
                    + $"[{string.Join(", ", before.Names)}]."
            );
        }

        foreach (var name in next.Names)
            RequireSame(use, name, next.Find(name), before.Find(name));
        return next;
    }

    private static void RequireSaveable(ComponentUse use, string name, StateTensor tensor)
    {
        if (!TensorNames.IsValid(name))
            throw Unsaveable(use, $"The component calls a tensor of its state '{name}', which no file can name.");
        if (tensor.IsInvalid)
            throw Unsaveable(use, $"The component's state '{name}' is null, or a disposed tensor.");
        if (tensor.Whole.is_sparse)
            throw Unsaveable(use, $"The component's state '{name}' is sparse.");
    }

    private static void RequireSame(ComponentUse use, string name, StateTensor next, StateTensor before)
    {
        if (next.IsInvalid)
        {
            var disposed = $"The component's state '{name}' is null, or a disposed tensor.";
            throw Attribution.Fault(use, "ROCL0375", disposed);
        }

        var form = FormOf(next.Whole);
        var formBefore = FormOf(before.Whole);
        if (form != formBefore)
        {
            var changed = $"The component made its state '{name}' {form} out of {formBefore}.";
            throw Attribution.Fault(use, "ROCL0373", changed);
        }
    }

    private static string FormOf(Tensor tensor) =>
        $"{(tensor.is_sparse ? "sparse " : "")}{tensor.dtype} {ReturnedTensors.Shape(tensor)}";

    private static ProblemException Unsaveable(ComponentUse use, string what) =>
        Attribution.Fault(use, "ROCL0372", what);
}
