using System.Runtime.InteropServices;
using RoCL.Core.Components;

namespace RoCL.Core.Guards;

/// <summary>Stands between the host and components: around their code.</summary>
/// <remarks>
/// A component gets copies of what anybody else looks at, so that one that writes into its input
/// changes nothing but its own result. The table in <c>docs/plugin-faults.md</c> says which fault
/// is noticed when, and what comes of it.
/// </remarks>
public static class Guard
{
    /// <summary>The code of an exception that a component threw.</summary>
    public const string ThrownCode = "ROCL0300";

    /// <summary>
    /// Runs a component's code; what it throws becomes a problem that names plugin, version,
    /// component and the recipe's key. Grad mode, default type and thread count are afterwards as
    /// they were before.
    /// </summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="use">The component.</param>
    /// <param name="code">Its code.</param>
    /// <param name="among">
    /// Components that it may call, apart from those of its own options.
    /// </param>
    /// <param name="stop">
    /// The token by which the code may be cancelled; any other cancellation is an exception like
    /// all others.
    /// </param>
    /// <exception cref="ProblemException">
    /// ROCL0300 any exception of the component's own, ROCL0349 no memory is left, ROCL0346 it
    /// returned null or a disposed tensor; a problem of its own as it is, with its place.
    /// </exception>
    public static T Call<T>(
        ComponentUse use,
        Func<T> code,
        IEnumerable<ComponentUse>? among = null,
        CancellationToken stop = default
    )
    {
        using var call = ComponentCall.Begin(use, among, stop);
        try
        {
            var result = code();
            return result is not null and not Tensor { IsInvalid: true } ? result : throw Nothing(use);
        }
        catch (Exception thrown) when (call.IsFault(thrown))
        {
            throw call.Fault(thrown);
        }
    }

    /// <summary>
    /// As <see cref="Call"/>, for code that uses no tensor: libtorch is not touched, and null is a
    /// result.
    /// </summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="use">The component.</param>
    /// <param name="code">Its code.</param>
    public static T CallWithoutTensors<T>(ComponentUse use, Func<T> code)
    {
        using var call = ComponentCall.BeginWithoutTensors(use);
        try
        {
            return code();
        }
        catch (Exception thrown)
        {
            throw call.Fault(thrown);
        }
    }

    /// <summary>
    /// An exception of a backward pass as ROCL0308: a component wrote into a tensor after something
    /// was computed from it, or kept one of an earlier step. <see langword="null"/> where nobody is
    /// named, or no memory was left: libtorch's exception then stands.
    /// </summary>
    /// <param name="thrown">The exception.</param>
    /// <param name="uses">The components that may have done it.</param>
    public static ProblemException? BackwardFault(ExternalException thrown, IReadOnlyList<ComponentUse> uses)
    {
        if (uses.Count == 0 || OutOfMemory.Is(thrown))
            return null;
        return new(
            new(
                "ROCL0308",
                string.Join(" or ", uses.Select(use => use.Place)),
                $"The gradient cannot be computed: {Attribution.FirstLine(thrown.Message)}.",
                "Write into no tensor that a result is computed from, and keep none from one step to the next."
            ),
            thrown
        );
    }

    /// <summary>ROCL0346.</summary>
    internal static ProblemException Nothing(ComponentUse use) =>
        Attribution.Fault(use, "ROCL0346", "The component returned null, or a disposed tensor.");
}
