namespace RoCL.Contracts.Testing;

/// <summary>
/// The promises of <see cref="IOptimizer"/> about its state, which checkpoints hold.
/// </summary>
public static class OptimizerStateLaws
{
    /// <summary>
    /// Equal parameters start with equal states, each in memory of its own, and stay unchanged.
    /// </summary>
    public static Law<IOptimizer> StartsAlike { get; } =
        MovingParameter.Law(
            "starts equal parameters with equal states, which share nothing",
            new(OneCaseIn: 2),
            (create, moved) =>
            {
                var optimizer = create();
                var parameter = moved.Parameter();
                var first = MovingParameter.Begin(optimizer, parameter);
                var second = MovingParameter.Begin(optimizer, moved.Parameter());
                var before = second.Copy();
                return Discrepancy.Different("the parameter before and after its start", parameter, moved.Parameter())
                    ?? first.DifferentState("a second start", second.State)
                    ?? first.DifferentState("a start by a component made anew", create().Start(moved.Parameter()))
                    ?? Shared(first.TakeAll(optimizer, moved), before, second);
            }
        );

    /// <summary>
    /// Parameter and state keep their names, shapes and types, since checkpoints hold them.
    /// </summary>
    public static Law<IOptimizer> KeepsItsForms { get; } =
        MovingParameter.Law(
            "keeps the names, shapes and types of the parameter and its state",
            new(),
            (create, moved) =>
            {
                var optimizer = create();
                var moving = MovingParameter.Begin(optimizer, moved.Parameter());
                var before = moving.Forms;
                var after = moving.TakeAll(optimizer, moved).Forms;
                return after == before ? null : $"{after} after the steps, and {before} before";
            }
        );

    /// <summary>
    /// The same steps give the same bits, by the same component and by a new one.
    /// </summary>
    public static Law<IOptimizer> IsDeterministic { get; } =
        MovingParameter.Law(
            "takes the same steps to the same bits",
            new(OneCaseIn: 2),
            (create, moved) =>
            {
                var optimizer = create();
                var first = MovingParameter.Begin(optimizer, moved.Parameter()).TakeAll(optimizer, moved);
                var again = MovingParameter.Begin(optimizer, moved.Parameter()).TakeAll(optimizer, moved);
                var other = create();
                var anew = MovingParameter.Begin(other, moved.Parameter()).TakeAll(other, moved);
                return first.Different("the same steps a second time", again)
                    ?? first.Different("the same steps by a component made anew", anew);
            }
        );

    /// <summary>
    /// All that it remembers is in the state: a new component goes on from copies to the same bits.
    /// </summary>
    public static Law<IOptimizer> GoesOnFromItsState { get; } =
        MovingParameter.Law(
            "goes on from a copy of the parameter and its state, as a resumed run does",
            new(),
            (create, moved) =>
            {
                var optimizer = create();
                var whole = MovingParameter.Begin(optimizer, moved.Parameter()).TakeAll(optimizer, moved);
                var half = moved.Steps / 2;
                var begun = MovingParameter.Begin(optimizer, moved.Parameter()).Take(optimizer, moved, 0, half);
                var resumed = begun.Copy().Take(create(), moved, half, moved.Steps);
                return whole.Different($"resumed after step {half}", resumed);
            }
        );

    /// <summary>All laws of optimizers' states.</summary>
    public static IReadOnlyList<Law<IOptimizer>> All { get; } =
    [StartsAlike, KeepsItsForms, IsDeterministic, GoesOnFromItsState];

    // The first parameter has moved, and nothing of the second may have.
    private static string? Shared(MovingParameter moved, MovingParameter before, MovingParameter second) =>
        moved.State.Count == 0 ? null : before.Different("another parameter after the steps of one", second);
}
