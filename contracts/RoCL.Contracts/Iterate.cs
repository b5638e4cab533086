using System.Runtime.CompilerServices;

namespace RoCL.Contracts;

/// <summary>A loop that frees each iteration's native tensors, so that 5,000 iterations run in the memory of one.</summary>
public static class Iterate
{
    /// <summary>Folds: the state that a function leads to when it is applied <paramref name="times"/> times.</summary>
    /// <typeparam name="TState">A tensor, a tuple of tensors and plain values, or a record of them.</typeparam>
    /// <param name="times">How often; 0 or less gives the start back.</param>
    /// <param name="start">The first state; never freed here.</param>
    /// <param name="next">From a state and the iteration's number, from 0, to the next state. Everything that it allocates and does not return is freed.</param>
    /// <returns>The last state, in the scope of the caller.</returns>
    public static TState Fold<TState>(int times, TState start, Func<TState, int, TState> next) => While(times, start, next, _ => true);

    /// <summary>Folds as long as a condition on the state holds, at the most <paramref name="times"/> times.</summary>
    /// <typeparam name="TState">A tensor, a tuple of tensors and plain values, or a record of them.</typeparam>
    /// <param name="times">The most iterations.</param>
    /// <param name="start">The first state; never freed here.</param>
    /// <param name="next">From a state and the iteration's number, from 0, to the next state.</param>
    /// <param name="goOn">Whether another iteration is wanted after this state.</param>
    /// <returns>The last state, in the scope of the caller.</returns>
    public static TState While<TState>(int times, TState start, Func<TState, int, TState> next, Func<TState, bool> goOn)
    {
        var (state, spare) = (start, Tensors(start));
        for (var i = 0; i < times && goOn(state); i++)
        {
            var before = Tensors(state).Except(spare, Same).ToList();
            using (var scope = NewDisposeScope())
            {
                state = next(state, i);
                foreach (var tensor in Tensors(state).Where(scope.Contains)) scope.MoveToOuter(tensor);
            }
            foreach (var old in before.Except(Tensors(state), Same)) old.Dispose();
        }
        return state;
    }

    private static readonly IEqualityComparer<Tensor> Same = new ByReference();

    private static IReadOnlyList<Tensor> Tensors(object? state) => state switch
    {
        Tensor tensor => [tensor],
        ITuple tuple => [.. Enumerable.Range(0, tuple.Length).SelectMany(i => Tensors(tuple[i]))],
        IEnumerable<Tensor> many => [.. many],
        not null when state.GetType() is { IsPrimitive: false } type && type != typeof(string) && type.GetMethod("<Clone>$") is not null =>
            [.. type.GetProperties().Where(property => property.GetIndexParameters().Length == 0).SelectMany(property => Tensors(property.GetValue(state)))],
        _ => [],
    };

    private sealed class ByReference : IEqualityComparer<Tensor>
    {
        public bool Equals(Tensor? x, Tensor? y) => ReferenceEquals(x, y);
        public int GetHashCode(Tensor tensor) => RuntimeHelpers.GetHashCode(tensor);
    }
}
