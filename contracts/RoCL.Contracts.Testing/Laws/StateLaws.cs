using FsCheck;

namespace RoCL.Contracts.Testing;

/// <summary>The promises about a state, which losses and attacks share.</summary>
/// <typeparam name="T">The contract.</typeparam>
/// <typeparam name="TCase">Its cases.</typeparam>
/// <param name="cases">The random cases for a component.</param>
internal sealed class StateLaws<T, TCase>(Func<T, Arbitrary<TCase>> cases)
    where T : class
    where TCase : IStateCase<T>
{
    private const int Steps = 3;

    /// <summary>The same shape begins with the same state.</summary>
    public Law<T> BeginsAlike { get; } =
        Law(
            cases,
            "begins with the same state each time",
            (create, drawn) =>
            {
                var component = create();
                var state = drawn.Begin(component);
                return Difference("a second beginning", drawn.Begin(component), state)
                    ?? Difference("the beginning of a component made anew", drawn.Begin(create()), state);
            }
        );

    /// <summary>Names, shapes and types stay what they are, since checkpoints hold them.</summary>
    public Law<T> KeepsItsForms { get; } =
        Law(
            cases,
            "keeps the names, shapes and types of its state",
            (create, drawn) =>
            {
                var component = create();
                var state = drawn.Begin(component);
                var before = Forms(state);
                var after = Forms(TakeAll(component, drawn, state));
                return after == before ? null : $"{after} after the steps, and {before} before";
            }
        );

    /// <summary>
    /// The state is all that is remembered: the same one and the same input give the same bits, and
    /// the state that came in stays as it was.
    /// </summary>
    public Law<T> IsPure { get; } =
        Law(
            cases,
            "gives the same result and next state for the same state and input, and leaves the state as it was",
            (create, drawn) =>
            {
                var component = create();
                var state = drawn.Take(component, drawn.Begin(component), 0).Next;
                var before = CopyOf(state);
                var first = drawn.Take(component, state, 1);
                TakeAll(component, drawn, first.Next);
                return Difference("the state before and after the step", state, before)
                    ?? Different("the same step again", drawn.Take(component, state, 1), first)
                    ?? Different("the same step by a component made anew", drawn.Take(create(), before, 1), first);
            }
        );

    /// <summary>Every number of the state is finite.</summary>
    public Law<T> StaysFinite { get; } =
        Law(
            cases,
            "keeps its state finite",
            (create, drawn) =>
            {
                var component = create();
                var end = TakeAll(component, drawn, drawn.Begin(component));
                return end
                    .Names.Select(name => NotFinite(name, end[name]))
                    .FirstOrDefault(observed => observed is not null);
            }
        );

    /// <summary>All of them.</summary>
    public IReadOnlyList<Law<T>> All => [BeginsAlike, KeepsItsForms, IsPure, StaysFinite];

    private static Law<T> Law(
        Func<T, Arbitrary<TCase>> cases,
        string sentence,
        Func<Func<T>, TCase, string?> observe
    ) => Law<T>.For(sentence, cases, observe, new(OneCaseIn: 2));

    private static TensorState TakeAll(T component, TCase drawn, TensorState state) =>
        Enumerable.Range(0, Steps).Aggregate(state, (now, step) => drawn.Take(component, now, step).Next);

    private static string? Different(string what, TakenStep step, TakenStep expected) =>
        Discrepancy.Different($"{what}, the result", step.Result, expected.Result)
        ?? Difference($"{what}", step.Next, expected.Next);

    private static string? Difference(string what, TensorState state, TensorState expected) =>
        state.Names.SequenceEqual(expected.Names)
            ? state
                .Names.Select(name => Discrepancy.Different($"{what}, the state '{name}'", state[name], expected[name]))
                .FirstOrDefault(difference => difference is not null)
            : $"{what}: the state has {Names(state)} in place of {Names(expected)}";

    private static TensorState CopyOf(TensorState state) =>
        state.Names.Aggregate(TensorState.Empty, (copy, name) => copy.With(name, state[name]));

    private static string? NotFinite(string name, Tensor tensor) =>
        tensor.is_floating_point() ? Discrepancy.NotFinite($"the state '{name}'", tensor) : null;

    private static string Names(TensorState state) => $"[{string.Join(", ", state.Names)}]";

    private static string Forms(TensorState state) => string.Join(", ", state.Names.Select(name => Form(name, state)));

    private static string Form(string name, TensorState state)
    {
        var tensor = state[name];
        return $"{name} {tensor.dtype} {Discrepancy.Shape(tensor)}";
    }
}
