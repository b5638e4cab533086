namespace RoCL.Contracts.Testing;

/// <summary>The promises of <see cref="IOptimizer"/>.</summary>
public static class OptimizerLaws
{
    private const double SmallRate = 1e-3;

    /// <summary>Its rate is finite and 0 or above, whatever its options.</summary>
    public static Law<IOptimizer> HasARate { get; } =
        MovingParameter.Law(
            "has a learning rate that is finite and 0 or above",
            new(OneCaseIn: 4, OptionEnds: true),
            (create, _) =>
            {
                var lr = create().Lr;
                return double.IsFinite(lr) && lr >= 0 ? null : $"the learning rate is {Discrepancy.Number(lr)}";
            }
        );

    /// <summary>
    /// Parameter and state are finite after gradients of any size, zeros among them.
    /// </summary>
    public static Law<IOptimizer> StaysFinite { get; } =
        MovingParameter.Law(
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

    /// <summary>The gradient stays unchanged: others look at it after the step.</summary>
    public static Law<IOptimizer> KeepsTheGradient { get; } =
        MovingParameter.Law(
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
        MovingParameter.Law(
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
        MovingParameter.Law(
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
        MovingParameter.Law(
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
        MovingParameter.Law(
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
        .. OptimizerStateLaws.All,
        StaysFinite,
        KeepsTheGradient,
        StandsAtARateOfZero,
        LeavesZerosAlone,
        LowersAQuadratic,
        LeavesNoTensor,
    ];

    private static double Energy(Tensor x) => 0.5 * x.to(ScalarType.Float64).square().sum().item<double>();
}
