using System.Reflection;
using System.Runtime.CompilerServices;

namespace RoCL.Contracts;

/// <summary>
/// A loop that frees each iteration's native tensors, so that 5,000 iterations run in the memory of
/// one.
/// </summary>
public static class Iterate
{
    /// <summary>
    /// Folds: the state that a function leads to when it is applied <paramref name="times"/> times.
    /// </summary>
    /// <typeparam name="TState">
    /// A tensor, a tuple, a list or a record of tensors and plain values, or one of these inside
    /// another.
    /// </typeparam>
    /// <param name="times">How often; 0 or less gives the start back.</param>
    /// <param name="start">The first state; never freed here.</param>
    /// <param name="next">
    /// From a state and the iteration's number, from 0, to the next state. Everything that it
    /// allocates and does not return is freed.
    /// </param>
    /// <returns>The last state, in the scope of the caller.</returns>
    public static TState Fold<TState>(int times, TState start, Func<TState, int, TState> next) =>
        While(times, start, next, _ => true);

    /// <summary>
    /// Folds as long as a condition on the state holds, at the most <paramref name="times"/> times.
    /// </summary>
    /// <typeparam name="TState">
    /// A tensor, a tuple, a list or a record of tensors and plain values, or one of these inside
    /// another.
    /// </typeparam>
    /// <param name="times">The most iterations.</param>
    /// <param name="start">The first state; never freed here.</param>
    /// <param name="next">
    /// From a state and the iteration's number, from 0, to the next state.
    /// </param>
    /// <param name="goOn">
    /// Whether another iteration is wanted after this state; what it allocates is freed.
    /// </param>
    /// <returns>The last state, in the scope of the caller.</returns>
    public static TState While<TState>(int times, TState start, Func<TState, int, TState> next, Func<TState, bool> goOn)
    {
        var (state, ours) = (start, (IReadOnlyList<Tensor>)[]);
        for (var i = 0; i < times && Asked(goOn, state); i++)
        {
            (state, var made) = Step(state, i, next);
            // Only what an earlier iteration made is ours to free: a state may also hold the start,
            // or tensors of the caller.
            var kept = Tensors(state).ToHashSet<Tensor>(ReferenceEqualityComparer.Instance);
            foreach (var old in ours.Where(tensor => !kept.Contains(tensor)))
                old.Dispose();
            ours = [.. ours.Where(kept.Contains), .. made];
        }
        return state;
    }

    private static bool Asked<TState>(Func<TState, bool> goOn, TState state)
    {
        using var scope = NewDisposeScope();
        return goOn(state);
    }

    private static (TState State, IReadOnlyList<Tensor> Made) Step<TState>(
        TState state,
        int i,
        Func<TState, int, TState> next
    )
    {
        using var scope = NewDisposeScope();
        var after = next(state, i);
        var made = Tensors(after).Where(scope.Contains).Distinct<Tensor>(ReferenceEqualityComparer.Instance).ToList();
        scope.MoveToOuter(made);
        return (after, made);
    }

    // Of records and structs, the fields: a property may compute, and would make another tensor
    // each time that it is read.
    private static IEnumerable<Tensor> Tensors(object? state) =>
        state switch
        {
            Tensor tensor => [tensor],
            ITuple tuple => Enumerable.Range(0, tuple.Length).SelectMany(i => Tensors(tuple[i])),
            IEnumerable<Tensor> many => many,
            not null when IsStructOrRecord(state.GetType()) => Fields(state.GetType())
                .SelectMany(field => Tensors(field.GetValue(state))),
            _ => [],
        };

    // The compiler gives every record class a method of this name, and no other class can have one.
    private static bool IsStructOrRecord(Type type) =>
        type is { IsPrimitive: false, IsEnum: false } && (type.IsValueType || type.GetMethod("<Clone>$") is not null);

    private static IEnumerable<FieldInfo> Fields(Type? type)
    {
        const BindingFlags own =
            BindingFlags.Instance | BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic;
        return type is null ? [] : Fields(type.BaseType).Concat(type.GetFields(own));
    }
}
