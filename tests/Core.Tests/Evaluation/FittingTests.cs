using RoCL.Core.Evaluation;
using RoCL.Optimizers.Standard;
using Shared.Toys;

namespace Core.Tests.Evaluation;

/// <summary>How the bench trains an evaluation's classifier.</summary>
public sealed class FittingTests
{
    private static readonly Descent Descent = new(Epochs: 3, Batch: 20, Rate: 0.1, WeightDecay: 0.01, Milestones: [2]);

    private static Bench Bench(Toybox box, IBenchHost host) =>
        new(
            box.Plan,
            box.Model,
            ToyShelf.Read(ToyShelf.Rocl, "evaluate=toy-evaluation").Evaluations.Single(),
            new(box.Data, box.Data),
            host
        );

    private static nn.Module<Tensor, Tensor> Network()
    {
        manual_seed(3);
        return nn.Sequential(
            ("conv", nn.Conv2d(1, 16, 3)),
            ("bn", nn.BatchNorm2d(16)),
            ("pool", nn.AdaptiveAvgPool2d(1)),
            ("flat", nn.Flatten()),
            ("linear", nn.Linear(16, 3))
        );
    }

    private static Func<DescentStep, Tensor> Loss(
        Bench bench,
        nn.Module<Tensor, Tensor> network,
        List<DescentStep>? steps = null
    ) =>
        step =>
        {
            steps?.Add(step with { Rows = step.Rows.clone().DetachFromDisposeScope() });
            var batch = bench.Train.Gather(step.Rows);
            return nn.functional.cross_entropy(
                network.call(batch.Images + 0.1 * step.Random.Uniform(batch.Images.shape)),
                batch.Labels!
            );
        };

    private static string State(nn.Module network) =>
        string.Join(
            ",",
            network.state_dict().Select(tensor => Convert.ToHexString(tensor.Value.detach().contiguous().bytes))
        );

    [Test]
    public void Every_epoch_sees_every_image_once_and_in_another_order()
    {
        using var box = new Toybox();
        using var network = Network();
        var bench = Bench(box, new ToyHost());
        var steps = new List<DescentStep>();
        bench.Fit("classifier", network, Descent, Loss(bench, network, steps));
        var epochs = steps
            .GroupBy(step => step.Epoch)
            .Select(epoch => epoch.SelectMany(step => step.Rows.data<long>().ToArray()).ToList())
            .ToList();
        Assert.That(epochs, Has.Count.EqualTo(3));
        foreach (var epoch in epochs)
            Assert.That(epoch, Is.EquivalentTo(Enumerable.Range(0, 48)));
        Assert.That(epochs[0], Is.Not.EqualTo(epochs[1]));
        Assert.That(steps.Select(step => step.Index), Is.EqualTo(Enumerable.Range(0, 9)));
    }

    [Test]
    public void It_is_libtorchs_own_stochastic_gradient_descent()
    {
        using var box = new Toybox();
        using var ours = nn.Sequential(nn.Flatten(), nn.Linear(64, 3));
        using var theirs = nn.Sequential(nn.Flatten(), nn.Linear(64, 3));
        theirs.load_state_dict(ours.state_dict());
        var bench = Bench(box, new ToyHost());
        var steps = new List<DescentStep>();
        bench.Fit("classifier", ours, Descent, Loss(bench, ours, steps));
        Assert.That(steps, Has.Count.EqualTo(9));
        using var reference = optim.SGD(theirs.parameters(), 0.1, 0.9, weight_decay: 0.01);
        foreach (var step in steps)
        {
            foreach (var group in reference.ParamGroups)
                group.LearningRate = step.Epoch < 2 ? 0.1 : 0.01;
            reference.zero_grad();
            Loss(bench, theirs)(
                step with
                {
                    Random = bench.Random("classifier", step.Rows.shape[0]).For("step", step.Index),
                }
            )
                .backward();
            reference.step();
        }
        foreach (var (mine, other) in ours.parameters().Zip(theirs.parameters()))
            Assert.That(mine.allclose(other, rtol: 1e-5, atol: 1e-6));
    }

    [Test]
    public void A_stopped_one_goes_on_after_the_last_whole_epoch_to_the_same_bits()
    {
        using var box = new Toybox();
        using var whole = Network();
        using var pieces = Network();
        using var rest = Network();
        var host = new ToyHost();
        var uninterrupted = Bench(box, new ToyHost());
        uninterrupted.Fit("classifier", whole, Descent, Loss(uninterrupted, whole));
        var bench = Bench(box, host);
        var steps = new List<DescentStep>();
        Assert.Throws<OperationCanceledException>(() =>
            bench.Fit(
                "classifier",
                pieces,
                Descent,
                step =>
                {
                    host.Stopping = step.Index >= 3;
                    return step.Index == 4 ? throw new OperationCanceledException() : Loss(bench, pieces)(step);
                }
            )
        );
        host.Stopping = false;
        bench.Fit("classifier", rest, Descent, Loss(bench, rest, steps));
        Assert.That(State(rest), Is.EqualTo(State(whole)));
        Assert.That(steps.First().Index, Is.EqualTo(3));
    }

    [Test]
    public void A_loss_that_is_not_finite_stops_it()
    {
        using var box = new Toybox();
        using var network = Network();
        var bench = Bench(box, new ToyHost());
        var problem = Assert
            .Throws<ProblemException>(() =>
                bench.Fit("classifier", network, Descent, step => Loss(bench, network)(step) * double.NaN)
            )!
            .Problem;
        Assert.That(problem.Code, Is.EqualTo("ROCL0513"));
    }

    [Test]
    public void Its_own_descent_has_the_bits_of_the_component_sgd()
    {
        using var box = new Toybox();
        using var own = Network();
        using var named = Network();
        var bench = Bench(box, new ToyHost());
        bench.Fit("classifier", own, Descent, Loss(bench, own));
        var other = Bench(box, new ToyHost());
        var descent = Descent with { Optimizer = new Sgd(Descent.Rate, Descent.Momentum, Descent.WeightDecay) };
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
        var descent = Descent with { Optimizer = new Adam(Lr: 0.01), LearningRate = new OneCycle() };
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
        var descent = Descent with { Optimizer = new Adam(), LearningRate = new CosineRestarts(Period: 2) };
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
        var descent = Descent with { Optimizer = new ToyFaultOptimizer(kind) };
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
        var descent = Descent with { LearningRate = new ToyFaultRate("negative", From: 4) };
        var problem = Assert
            .Throws<ProblemException>(() => bench.Fit("classifier", network, descent, Loss(bench, network)))!
            .Problem;
        Assert.That(problem.Code, Is.EqualTo("ROCL0386"));
        Assert.That(problem.Where, Does.EndWith("'classifier' step 4"));
    }
}
