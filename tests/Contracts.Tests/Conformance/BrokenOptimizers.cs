using RoCL.Contracts.Testing;

namespace Contracts.Tests.Conformance;

/// <summary>For each law of optimizers, optimizers that break it.</summary>
public sealed class BrokenOptimizers
{
    private const string One = "a parameter of 1, 1 step";

    private static readonly Broken<IOptimizer>[] All =
    [
        new(OptimizerLaws.HasARate, new Descent { Lr = double.NaN }, One, "the learning rate is NaN"),
        new(OptimizerLaws.HasARate, new Descent { Lr = -1 }, One, "the learning rate is -1"),
        new(
            OptimizerStateLaws.StartsAlike,
            new Descent { Begin = parameter => rand_like(parameter) },
            One,
            "a second start, the state 'velocity'"
        ),
        new(
            OptimizerStateLaws.StartsAlike,
            new Descent { Begin = parameter => zeros_like(parameter.add_(1)) },
            One,
            "the parameter before and after its start"
        ),
        new(OptimizerStateLaws.StartsAlike, StartsOnce(), One, "another parameter after the steps of one"),
        new(
            OptimizerStateLaws.KeepsItsForms,
            new Descent { Step = (_, _, velocity, _) => velocity.set_(zeros(7)) },
            One,
            "velocity Float32 [7] after the steps, and Float32 [1], velocity Float32 [1] before"
        ),
        new(
            OptimizerLaws.StaysFinite,
            new Descent { Step = (parameter, gradient, _, rate) => parameter.sub_(rate * gradient / gradient.abs()) },
            One,
            "the parameter holds 1 values that are not finite"
        ),
        new(
            OptimizerLaws.StaysFinite,
            new Descent { Step = (_, gradient, velocity, _) => velocity.copy_(gradient.log()) },
            "a parameter of ",
            "the state 'velocity' holds 1 values that are not finite"
        ),
        new(
            OptimizerStateLaws.IsDeterministic,
            new Descent { Step = (parameter, _, _, rate) => parameter.sub_(rate * rand_like(parameter)) },
            One,
            "the same steps a second time, the parameter"
        ),
        new(OptimizerStateLaws.IsDeterministic, OtherForEachInstance(), One, "a component made anew, the parameter"),
        new(
            OptimizerStateLaws.GoesOnFromItsState,
            () => new Remembers(),
            "a parameter of 1, 2 steps",
            "resumed after step 1"
        ),
        new(
            OptimizerLaws.KeepsTheGradient,
            new Descent { Step = (parameter, gradient, _, rate) => parameter.sub_(gradient.mul_(rate)) },
            One,
            "the gradient before and after"
        ),
        new(
            OptimizerLaws.StandsAtARateOfZero,
            new Descent { Step = (parameter, _, _, _) => parameter.mul_(0.99) },
            One,
            "the parameter before and after"
        ),
        new(
            OptimizerLaws.LeavesZerosAlone,
            new Descent { Step = (parameter, _, _, rate) => parameter.sub_(rate) },
            One,
            "the parameter before and after"
        ),
        new(
            OptimizerLaws.LowersAQuadratic,
            new Descent { Step = (parameter, gradient, _, rate) => parameter.add_(gradient, alpha: rate) },
            One,
            "after the step, and"
        ),
        new(
            OptimizerLaws.LeavesNoTensor,
            new Descent
            {
                Step = (parameter, gradient, _, _) => parameter.sub_((gradient * 1e-3).DetachFromDisposeScope()),
            },
            One,
            "1 native tensors"
        ),
    ];

    [TestCaseSource(nameof(All))]
    public void Is_caught_by_its_law_with_a_small_case(object broken) => ((Broken<IOptimizer>)broken).Check();

    [Test]
    public void Every_law_is_broken_by_some_optimizer() =>
        Assert.That(All.Select(broken => broken.Law).Distinct(), Is.EquivalentTo(OptimizerLaws.All));

    [TestCaseSource(typeof(OptimizerLaws), nameof(OptimizerLaws.All))]
    public void Plain_descent_breaks_none(Law<IOptimizer> law) =>
        Assert.That(law.Check(() => new Descent()), Is.InstanceOf<Verdict.Holds>());

    private static Func<IOptimizer> StartsOnce()
    {
        var shared = zeros(1).DetachFromDisposeScope();
        return () =>
            new Descent
            {
                Begin = parameter => shared.expand_as(parameter),
                Step = (_, _, velocity, _) => velocity.add_(1),
            };
    }

    private static Func<IOptimizer> OtherForEachInstance()
    {
        var created = 0;
        return () =>
        {
            created++;
            var factor = created;
            return new Descent { Step = (parameter, gradient, _, rate) => parameter.sub_(factor * rate * gradient) };
        };
    }

    private sealed class Descent : IOptimizer
    {
        public double Lr { get; init; } = 0.1;

        public Func<Tensor, Tensor> Begin { get; init; } = parameter => zeros_like(parameter);

        public Action<Tensor, Tensor, Tensor, double> Step { get; init; } =
            (parameter, gradient, velocity, rate) =>
                parameter.sub_(rate * velocity.mul_(0.9).add_(gradient).clamp(-1e6, 1e6));

        public IReadOnlyDictionary<string, Tensor> Start(Tensor parameter) =>
            new Dictionary<string, Tensor> { ["velocity"] = Begin(parameter) };

        public void Move(Tensor parameter, Tensor gradient, IReadOnlyDictionary<string, Tensor> state, double rate) =>
            Step(parameter, gradient, state["velocity"], rate);
    }

    // Counts its steps itself, where a resumed run finds no count.
    private sealed class Remembers : IOptimizer
    {
        private int _steps;

        public double Lr => 0.1;

        public IReadOnlyDictionary<string, Tensor> Start(Tensor parameter)
        {
            _steps = 0;
            return new Dictionary<string, Tensor>();
        }

        public void Move(Tensor parameter, Tensor gradient, IReadOnlyDictionary<string, Tensor> state, double rate)
        {
            _steps++;
            parameter.add_(gradient, alpha: -rate / _steps);
        }
    }
}
