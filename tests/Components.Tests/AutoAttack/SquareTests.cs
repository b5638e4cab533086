using RoCL.Attacks.AutoAttack;
using TorchSharp;

namespace Components.Tests.AutoAttack;

public sealed class SquareTests
{
    private static readonly ThreatModel[] Threats = [new LInf(0.1), new L2(0.8), new L1(3)];

    private static Siege Of(ThreatModel threat, int queries) =>
        new(new SquareAttack(queries), threat, new(1, 12, 12), 5, 6, Seed: 11);

    [TestCaseSource(nameof(Threats))]
    public void No_gradient_is_asked_for(ThreatModel threat)
    {
        using var scope = NewDisposeScope();
        var of = Of(threat, 40);
        var objective = of.Classifier with { BlackBox = true };
        Assert.That(() => objective.At(of.Clean), Throws.InvalidOperationException);
        Assert.That(
            of.Attack.Perturb(of.Clean, objective, threat, of.Random("attack")).eq(of.Attacked).all().item<bool>()
        );
    }

    [TestCaseSource(nameof(Threats))]
    public void More_queries_fool_more(ThreatModel threat)
    {
        using var scope = NewDisposeScope();
        double[] margins =
        [
            .. new[] { 1, 150 }.Select(queries =>
                Enumerable.Range(0, 4).Average(seed => Margin(Of(threat, queries) with { Seed = seed }))
            ),
        ];
        Assert.That(margins[1], Is.LessThan(margins[0] - 0.05));
    }

    [Test]
    public void A_query_changes_one_square_of_the_image_alone()
    {
        using var scope = NewDisposeScope();
        var of = Of(new LInf(0.1), 0);
        var objective = of.Classifier with { Labels = null };
        // With a share of 0.06 the side is 3 pixels. An image may still be the clean one, where
        // that has the higher loss.
        Tensor After(int queries) =>
            new SquareAttack(queries, Share: 0.06)
                .Perturb(of.Clean, objective, of.Threat, of.Random("attack"))
                .flatten(1);
        Tensor Moved(Tensor images) => images.ne(of.Clean.flatten(1)).any(1);
        var changed = Enumerable
            .Range(1, 12)
            .Select(query => (Before: After(query), Now: After(query + 1)))
            .Select(pair => (pair.Now.ne(pair.Before).sum(1) * Moved(pair.Before) * Moved(pair.Now)).max().item<long>())
            .ToList();
        Assert.That(changed, Is.All.LessThanOrEqualTo(9).And.Some.GreaterThan(0));
    }

    [Test]
    public void A_thousand_queries_leave_as_many_tensors_behind_as_one()
    {
        using var scope = NewDisposeScope();
        var of = Of(new L2(1e-3), 0);
        var clean = of.Clean;
        var objective = of.Classifier;
        var random = of.Random("attack");
        long Left(int queries)
        {
            var before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
            new SquareAttack(queries).Perturb(clean, objective, of.Threat, random);
            return DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount - before;
        }
        Assert.That(Left(1_000), Is.EqualTo(Left(1)));
    }

    private static double Margin(Siege of)
    {
        var logits = of.Classifier.Outputs(of.Attacked);
        var own = of.Classifier.Labels!.unsqueeze(1);
        return (
            logits.gather(1, own).squeeze(1)
            - logits.scatter(1, own, full_like(own, -1e9, dtype: ScalarType.Float32)).amax(1)
        )
            .mean()
            .item<float>();
    }
}
