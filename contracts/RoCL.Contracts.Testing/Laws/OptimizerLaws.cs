namespace RoCL.Contracts.Testing;

/// <summary>The promises of <see cref="IOptimizer"/>.</summary>
public static class OptimizerLaws
{
    private const double SmallRate = 1e-3;

    /// <summary>Its rate is finite and 0 or above, whatever its options.</summary>
    public static Law<IOptimizer> HasARate { get; } =
        Law(
            "has a learning rate that is finite and 0 or above",
            new(OneCaseIn: 4, OptionEnds: true),
            (create, _) =>
            {
                var lr = create().Lr;
                return double.IsFinite(lr) && lr >= 0 ? null : $"the learning rate is {Discrepancy.Number(lr)}";
            }
        );

    /// <summary>
    /// Equal parameters start with equal states, each in memory of its own, and stay unchanged.
    /// </summary>
    public static Law<IOptimizer> StartsAlike { get; } =
        Law(
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
        Law(
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
    /// Parameter and state are finite after gradients of any size, zeros among them.
    /// </summary>
    public static Law<IOptimizer> StaysFinite { get; } =
        Law(
            "keeps the parameter and its state finite",
            new(OptionEnds: true),
            (create, moved) =>
            {
                var optimizer = create();
                var moving = MovingParameter.Begin(optimizer, moved.Parameter()).TakeAll(optimizer, moved);
                return Discrepancy.NotFinite("the parameter", moving.Value)
                    ?? moving
                        .State.Select(state => Discrepancy.NotFinite($"the state '{state.Key}'", state.Value))
                        .FirstOrDefault(notFinite => notFinite is not null);
            }
        );

    /// <summary>The same steps give the same bits, by the same component and by a new one.</summary>
    public static Law<IOptimizer> IsDeterministic { get; } =
        Law(
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
        Law(
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

    /// <summary>The gradient stays unchanged: others look at it after the step.</summary>
    public static Law<IOptimizer> KeepsTheGradient { get; } =
        Law(
            "does not write to the gradient",
            new(OneCaseIn: 2),
            (create, moved) =>
            {
                var optimizer = create();
                var moving = MovingParameter.Begin(optimizer, moved.Parameter());
                var gradient = moved.Gradient(0);
                using var quiet = no_grad();
                optimizer.Move(moving.Value, gradient, moving.State, moved.Rate);
                return Discrepancy.Different("the gradient before and after", gradient, moved.Gradient(0));
            }
        );

    /// <summary>A rate of 0 leaves the parameter as it is, weight decay included.</summary>
    public static Law<IOptimizer> StandsAtARateOfZero { get; } =
        Law(
            "leaves the parameter as it is at a rate of 0",
            new(OneCaseIn: 2, OptionEnds: true),
            (create, moved) =>
            {
                var optimizer = create();
                var still = moved with { Rate = 0 };
                var moving = MovingParameter.Begin(optimizer, moved.Parameter()).TakeAll(optimizer, still);
                return Discrepancy.Different("the parameter before and after", moving.Value, moved.Parameter());
            }
        );

    /// <summary>
    /// Zeros without a gradient stay zeros: nothing pulls at them, and a decay of zero is nothing.
    /// </summary>
    public static Law<IOptimizer> LeavesZerosAlone { get; } =
        Law(
            "leaves a parameter of zeros as it is where no gradient ever was",
            new(OneCaseIn: 2, OptionEnds: true),
            (create, moved) =>
            {
                var optimizer = create();
                var still = moved with { Magnitude = 0 };
                var zeros = zeros_like(moved.Parameter());
                var moving = MovingParameter.Begin(optimizer, zeros.clone()).TakeAll(optimizer, still);
                return Discrepancy.Different("the parameter before and after", moving.Value, zeros);
            }
        );

    /// <summary>One small step from the start lowers ½‖x‖², whose gradient is x.</summary>
    public static Law<IOptimizer> LowersAQuadratic { get; } =
        Law(
            "lowers a quadratic by a small step against its gradient",
            new(OneCaseIn: 2),
            (create, moved) =>
            {
                var optimizer = create();
                // Far enough from the lowest point that no step of a fixed size goes past it.
                var parameter = moved.Parameter();
                var start = parameter.sign() * (parameter.abs() + 0.1);
                var moving = MovingParameter.Begin(optimizer, start.clone());
                using var quiet = no_grad();
                optimizer.Move(moving.Value, start, moving.State, SmallRate);
                var before = Energy(start);
                var after = Energy(moving.Value);
                return after < before
                    ? null
                    : $"½‖x‖² is {Discrepancy.Number(after)} after the step, and {Discrepancy.Number(before)} before";
            }
        );

    /// <summary>No native tensor outlives the step.</summary>
    public static Law<IOptimizer> LeavesNoTensor { get; } =
        Law(
            "leaves no native tensor behind",
            new(OneCaseIn: 4),
            (create, moved) =>
            {
                var optimizer = create();
                var moving = MovingParameter.Begin(optimizer, moved.Parameter());
                return Discrepancy.LeakedTensors(() => moving.Take(optimizer, moved, 0, 1));
            }
        );

    /// <summary>All laws of optimizers.</summary>
    public static IReadOnlyList<Law<IOptimizer>> All { get; } =
    [
        HasARate,
        StartsAlike,
        KeepsItsForms,
        StaysFinite,
        IsDeterministic,
        GoesOnFromItsState,
        KeepsTheGradient,
        StandsAtARateOfZero,
        LeavesZerosAlone,
        LowersAQuadratic,
        LeavesNoTensor,
    ];

    private static Law<IOptimizer> Law(
        string sentence,
        LawScope scope,
        Func<Func<IOptimizer>, MovedParameter, string?> observe
    ) => Law<IOptimizer>.For(sentence, _ => MovedParameter.Any(), observe, scope);

    private static double Energy(Tensor x) => 0.5 * x.to(ScalarType.Float64).square().sum().item<double>();

    // The first parameter has moved, and nothing of the second may have.
    private static string? Shared(MovingParameter moved, MovingParameter before, MovingParameter second) =>
        moved.State.Count == 0 ? null : before.Different("another parameter after the steps of one", second);
}
