using RoCL.Optimizers.Standard;
using Shared.Toys;
using static Core.Tests.Evaluation.FittedNetwork;

namespace Core.Tests.Evaluation;

/// <summary>Optimizers and learning rates of an evaluation's training.</summary>
public sealed class FittingOptimizersTests
{
    [Test]
    public void Its_own_descent_has_the_bits_of_the_component_sgd()
    {
        using var box = new Toybox();
        using var own = Network();
        using var named = Network();
        var bench = Bench(box, new ToyHost());
        bench.Fit("classifier", own, Usual, Loss(bench, own));
        var other = Bench(box, new ToyHost());
        var descent = Usual with { Optimizer = new Sgd(Usual.Rate, Usual.Momentum, Usual.WeightDecay) };
        other.Fit("classifier", named, descent, Loss(other, named));
        Assert.That(State(named), Is.EqualTo(State(own)));
    }

    [Test]
    public void Another_optimizer_takes_the_place_of_rate_and_a_schedule_that_of_milestones()
    {
        using var box = new Toybox();
        using var network = nn.Sequential(nn.Flatten(), nn.Linear(64, 3));
        using var alone = nn.Sequential(nn.Flatten(), nn.Linear(64, 3));
        alone.load_state_dict(network.state_dict());
        var descent = Usual with { Optimizer = new Adam(Lr: 0.01), LearningRate = new OneCycle() };
        var bench = Bench(box, new ToyHost());
        var steps = new List<DescentStep>();
        bench.Fit("classifier", network, descent, Loss(bench, network, steps));

        using var reference = optim.Adam(alone.parameters(), 0.01);
        alone.train();
        foreach (var step in steps)
        {
            foreach (var group in reference.ParamGroups)
                group.LearningRate = new OneCycle().At(0.01, new(step.Index, StepsPerEpoch: 3, Epochs: 3));
            reference.zero_grad();
            var random = bench.Random("classifier", step.Rows.shape[0]).For("step", step.Index);
            Loss(bench, alone)(step with { Random = random }).backward();
            reference.step();
        }

        foreach (var (mine, theirs) in network.parameters().Zip(alone.parameters()))
            Assert.That(mine.allclose(theirs, rtol: 1e-4, atol: 1e-6));
    }

    [Test]
    public void With_adam_too_a_stopped_one_goes_on_to_the_same_bits()
    {
        using var box = new Toybox();
        using var whole = Network();
        using var pieces = Network();
        using var rest = Network();
        var descent = Usual with { Optimizer = new Adam(), LearningRate = new CosineRestarts(Period: 2) };
        var uninterrupted = Bench(box, new ToyHost());
        uninterrupted.Fit("classifier", whole, descent, Loss(uninterrupted, whole));

        var host = new ToyHost { StopAfter = 2 };
        var stopped = Bench(box, host);
        Assert.Throws<OperationCanceledException>(() =>
            stopped.Fit("classifier", pieces, descent, Loss(stopped, pieces))
        );
        var resumed = Bench(box, host.GoingOn());
        resumed.Fit("classifier", rest, descent, Loss(resumed, rest));
        Assert.That(State(rest), Is.EqualTo(State(whole)));
    }

    [TestCase("nan", "ROCL0380")]
    [TestCase("state-nan", "ROCL0381")]
    [TestCase("shape", "ROCL0382")]
    [TestCase("dispose", "ROCL0383")]
    [TestCase("start-name", "ROCL0384")]
    [TestCase("lr", "ROCL0386")]
    [TestCase("throw", "ROCL0300")]
    public void A_faulty_optimizer_is_guarded_here_too(string kind, string code)
    {
        using var box = new Toybox();
        using var network = Network();
        var bench = Bench(box, new ToyHost());
        var descent = Usual with { Optimizer = new ToyFaultOptimizer(kind) };
        var fault = Assert.Throws<ProblemException>(() =>
            bench.Fit("classifier", network, descent, Loss(bench, network))
        )!;
        Assert.That(fault.Problem.Code, Is.EqualTo(code));
        Assert.That(fault.Problem.Where, Does.StartWith("toy.json: evaluate"));
    }

    [Test]
    public void A_faulty_rate_is_guarded_here_too()
    {
        using var box = new Toybox();
        using var network = Network();
        var bench = Bench(box, new ToyHost());
        var descent = Usual with { LearningRate = new ToyFaultRate("negative", From: 4) };
        var problem = Assert
            .Throws<ProblemException>(() => bench.Fit("classifier", network, descent, Loss(bench, network)))!
            .Problem;
        Assert.That(problem.Code, Is.EqualTo("ROCL0386"));
        Assert.That(problem.Where, Does.EndWith("'classifier' step 4"));
    }
}
