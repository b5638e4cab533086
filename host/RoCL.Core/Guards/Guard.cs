using System.Runtime.InteropServices;
using RoCL.Core.Components;

namespace RoCL.Core.Guards;

/// <summary>
/// What stands between the host and components: around their code, and where they hand tensors
/// back.
/// </summary>
/// <remarks>
/// A component is given copies of what anybody else looks at, so that one that writes into its
/// input changes nothing but its own result. The table in <c>docs/plugin-faults.md</c> says which
/// fault is noticed when, and what comes of it.
/// </remarks>
public static partial class Guard
{
    /// <summary>
    /// Runs a component's code; what it throws comes out as a problem that names plugin, version,
    /// component and the recipe's key. Grad mode, default type and thread count are afterwards as
    /// they were before.
    /// </summary>
    /// <param name="use">Which component.</param>
    /// <param name="call">Its code.</param>
    /// <param name="among">
    /// Components that it may call in its turn, besides those of its own options.
    /// </param>
    /// <param name="stop">
    /// What the code is allowed to be cancelled by; any other cancellation is an exception like all
    /// others.
    /// </param>
    /// <exception cref="ProblemException">
    /// ROCL0300 any exception of the component's own, ROCL0349 no memory is left, ROCL0346 it gave
    /// null or a tensor that was disposed of; a problem of its own as it is, with its place.
    /// </exception>
    public static T Call<T>(
        ComponentUse use,
        Func<T> call,
        IEnumerable<ComponentUse>? among = null,
        CancellationToken stop = default
    )
    {
        var before = ProcessState.Now;
        try
        {
            return Named(
                use,
                () => call() is { } given and not Tensor { IsInvalid: true } ? given : throw Nothing(use),
                among,
                stop
            );
        }
        finally
        {
            before.Restore();
        }
    }

    /// <summary>
    /// As <see cref="Call"/>, for code that has to do with no tensor: libtorch is not touched, and
    /// null is a result.
    /// </summary>
    public static T Named<T>(
        ComponentUse use,
        Func<T> call,
        IEnumerable<ComponentUse>? among = null,
        CancellationToken stop = default
    )
    {
        using var traced = WorkTrace.Call(use);
        try
        {
            return call();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception fault)
        {
            throw Blame.Thrown(fault, use, among ?? []);
        }
    }

    /// <summary>
    /// Computes gradients. ROCL0308: a tensor was written into after something was computed from
    /// it, or is one of an earlier step.
    /// </summary>
    /// <param name="uses">
    /// Who may have done it; where nobody is named, libtorch's exception comes through.
    /// </param>
    /// <param name="backward">Goes back through what they computed.</param>
    public static void Backward(IReadOnlyList<ComponentUse> uses, Action backward)
    {
        try
        {
            backward();
        }
        catch (ExternalException fault) when (uses.Count > 0 && !Blame.IsOfMemory(fault))
        {
            throw new ProblemException(
                new(
                    "ROCL0308",
                    string.Join(" or ", uses.Select(use => use.Place)),
                    $"left no gradient that could be computed: {Blame.FirstLine(fault.Message)}.",
                    "Write into no tensor that a result is computed from, and keep none from one step to the next."
                ),
                fault
            );
        }
    }

    private static ProblemException Nothing(ComponentUse use) =>
        Blame.Fault(use, "ROCL0346", "gave null, or a tensor that was disposed of.");
}
