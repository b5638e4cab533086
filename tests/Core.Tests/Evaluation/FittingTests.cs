using Shared.Toys;
using static Core.Tests.Evaluation.FittedNetwork;

namespace Core.Tests.Evaluation;

/// <summary>How the bench trains an evaluation's classifier.</summary>
public sealed class FittingTests
{
    [Test]
    public void Every_epoch_sees_every_image_once_and_in_another_order()
    {
        using var box = new Toybox();
        using var network = Network();
        var bench = Bench(box, new ToyHost());
        var steps = new List<DescentStep>();
        bench.Fit("classifier", network, Usual, Loss(bench, network, steps));
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
        bench.Fit("classifier", ours, Usual, Loss(bench, ours, steps));
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
        uninterrupted.Fit("classifier", whole, Usual, Loss(uninterrupted, whole));
        var bench = Bench(box, host);
        var steps = new List<DescentStep>();
        Assert.Throws<OperationCanceledException>(() =>
            bench.Fit(
                "classifier",
                pieces,
                Usual,
                step =>
                {
                    host.Stopping = step.Index >= 3;
                    return step.Index == 4 ? throw new OperationCanceledException() : Loss(bench, pieces)(step);
                }
            )
        );
        host.Stopping = false;
        bench.Fit("classifier", rest, Usual, Loss(bench, rest, steps));
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
                bench.Fit("classifier", network, Usual, step => Loss(bench, network)(step) * double.NaN)
            )!
            .Problem;
        Assert.That(problem.Code, Is.EqualTo("ROCL0513"));
    }
}
