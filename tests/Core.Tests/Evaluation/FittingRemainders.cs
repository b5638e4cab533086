using RoCL.Core.Evaluation;
using Shared.Toys;

namespace Core.Tests.Evaluation;

/// <summary>
/// A single image that remains at an epoch's end, and batch-norm, which needs two values.
/// </summary>
public sealed class FittingRemainders
{
    // Toy data has 48 training images.
    [TestCase(47)]
    [TestCase(16)]
    [TestCase(7)]
    [TestCase(20)]
    public void Running_statistics_stay_finite_and_every_image_is_seen_once_an_epoch(int batch)
    {
        using var network = Normalizing();
        var steps = Fit(network, batch);
        Assert.That(
            steps.SelectMany(step => step),
            Is.EquivalentTo(Enumerable.Range(0, 48).Concat(Enumerable.Range(0, 48)))
        );
        Assert.That(steps.Min(step => step.Length), Is.GreaterThan(1));
        foreach (var (name, tensor) in network.state_dict())
            Assert.That(tensor.isfinite().all().item<bool>(), name);
    }

    [Test]
    public void One_that_remains_joins_the_batch_before_it_where_there_is_batch_norm()
    {
        using var network = Normalizing();
        Assert.That(Fit(network, 47).Select(step => step.Length), Is.EqualTo(new[] { 48, 48 }));
    }

    [Test]
    public void Without_batch_norm_it_is_a_step_of_its_own_as_before()
    {
        using var network = nn.Sequential(nn.Flatten(), nn.Linear(64, 3));
        Assert.That(Fit(network, 47).Select(step => step.Length), Is.EqualTo(new[] { 47, 1, 47, 1 }));
    }

    [Test]
    public void A_batch_of_one_is_refused_where_batch_norm_would_see_one_value()
    {
        using var network = Normalizing();
        var fault = Assert.Throws<ProblemException>(() => Fit(network, 1))!;
        Assert.That(fault.Problem.Code, Is.EqualTo("ROCL0284"));
        Assert.That(fault.Problem.Where, Does.Contain("evaluate.batch"));
        foreach (var parameter in network.parameters())
            Assert.That(parameter.isfinite().all().item<bool>());
    }

    [Test]
    public void A_batch_of_one_trains_where_an_image_has_many_values()
    {
        using var network = nn.Sequential(nn.BatchNorm2d(1), nn.Flatten(), nn.Linear(64, 3));
        Assert.That(Fit(network, 1), Has.Count.EqualTo(96));
    }

    private static nn.Module<Tensor, Tensor> Normalizing() =>
        nn.Sequential(nn.Flatten(), nn.Linear(64, 8), nn.BatchNorm1d(8), nn.Linear(8, 3));

    private static List<long[]> Fit(nn.Module<Tensor, Tensor> network, int batch)
    {
        using var box = new Toybox();
        var evaluation = ToyShelf.Read(ToyShelf.Rocl, "evaluate=toy-evaluation").Evaluations.Single();
        var bench = new Bench(box.Plan, box.Model, evaluation, new(box.Data, box.Data), new ToyHost());
        var steps = new List<long[]>();
        bench.Fit(
            "network",
            network,
            new(Epochs: 2, Batch: batch, Rate: 0.01),
            step =>
            {
                steps.Add(step.Rows.data<long>().ToArray());
                var images = bench.Train.Gather(step.Rows);
                return nn.functional.cross_entropy(network.call(images.Images), images.Labels!);
            }
        );
        return steps;
    }
}
