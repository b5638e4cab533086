using System.Reflection;
using System.Runtime.CompilerServices;

namespace RoCL.Contracts;

/// <summary>
/// Loops that free the native tensors of each iteration, so that 5,000 iterations need no more
/// memory than one.
/// </summary>
public static class Iterate
{
    /// <summary>
    /// Applies a function a fixed number of times: sᵢ₊₁ = next(sᵢ, i), from s₀ =
    /// <paramref name="start"/>.
    /// </summary>
    /// <typeparam name="TState">
    /// A tensor, a tuple, a list or a record of tensors and plain values, or a combination of
    /// these.
    /// </typeparam>
    /// <param name="times">The number of iterations; 0 or less returns the start.</param>
    /// <param name="start">s₀; it is never freed here.</param>
    /// <param name="next">
    /// From a state and the iteration's number, from 0, to the next state. Tensors that it
    /// allocates and does not return are freed.
    /// </param>
    /// <returns>The last state, in the dispose scope of the caller.</returns>
    public static TState Fold<TState>(int times, TState start, Func<TState, int, TState> next) =>
        While(times, start, next, _ => true);

    /// <summary>
    /// Applies a function as long as a condition on the state holds: sᵢ₊₁ = next(sᵢ, i), from s₀ =
    /// <paramref name="start"/>, at most <paramref name="times"/> times.
    /// </summary>
    /// <typeparam name="TState">
    /// A tensor, a tuple, a list or a record of tensors and plain values, or a combination of
    /// these.
    /// </typeparam>
    /// <param name="times">The largest number of iterations; 0 or less returns the start.</param>
    /// <param name="start">s₀; it is never freed here.</param>
    /// <param name="next">
    /// From a state and the iteration's number, from 0, to the next state. Tensors that it
    /// allocates and does not return are freed.
    /// </param>
    /// <param name="condition">
    /// Whether to iterate again from a state. Tensors that it allocates are freed.
    /// </param>
    /// <returns>The last state, in the dispose scope of the caller.</returns>
    public static TState While<TState>(
        int times,
        TState start,
        Func<TState, int, TState> next,
        Func<TState, bool> condition
    )
    {
        var state = start;
        // The tensors of the state that an iteration made. All others belong to the caller.
        IReadOnlyList<Tensor> owned = [];
        for (var iteration = 0; iteration < times && Holds(condition, state); iteration++)
        {
            var (following, made) = Step(state, iteration, next);
            var kept = Tensors(following).ToHashSet<Tensor>(ReferenceEqualityComparer.Instance);
            foreach (var stale in owned.Where(tensor => !kept.Contains(tensor)))
                stale.Dispose();

            state = following;
            owned = [.. owned.Where(kept.Contains), .. made];
        }
        return state;
    }

    private static bool Holds<TState>(Func<TState, bool> condition, TState state)
    {
        using var scope = NewDisposeScope();
        return condition(state);
    }

    // The next state, and those of its tensors that this step allocated.
    private static (TState State, IReadOnlyList<Tensor> Made) Step<TState>(
        TState state,
        int iteration,
        Func<TState, int, TState> next
    )
    {
        using var scope = NewDisposeScope();
        var following = next(state, iteration);
        var made = Tensors(following)
            .Where(scope.Contains)
            .Distinct<Tensor>(ReferenceEqualityComparer.Instance)
            .ToList();
        scope.MoveToOuter(made);
        return (following, made);
    }

    // Of records and structs this reads the fields: a property may compute, and would make another
    // tensor each time that it is read.
    private static IEnumerable<Tensor> Tensors(object? state) =>
        state switch
        {
            Tensor tensor => [tensor],
            ITuple tuple => Enumerable.Range(0, tuple.Length).SelectMany(i => Tensors(tuple[i])),
            IEnumerable<Tensor> tensors => tensors,
            not null when IsStructOrRecord(state.GetType()) => Fields(state.GetType())
                .SelectMany(field => Tensors(field.GetValue(state))),
            _ => [],
        };

    // The compiler gives every record class a method of this name, and no other class can have one.
    private static bool IsStructOrRecord(Type type) =>
        type is { IsPrimitive: false, IsEnum: false } && (type.IsValueType || type.GetMethod("<Clone>$") is not null);

    private static IEnumerable<FieldInfo> Fields(Type? type)
    {
        const BindingFlags declared =
            BindingFlags.Instance | BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic;
        return type is null ? [] : Fields(type.BaseType).Concat(type.GetFields(declared));
    }
}
