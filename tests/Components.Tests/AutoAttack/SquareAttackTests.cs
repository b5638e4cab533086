using RoCL.Attacks.AutoAttack;
using TorchSharp;

namespace Components.Tests.AutoAttack;

public sealed class SquareAttackTests
{
    private static readonly ThreatModel[] Threats = [new LInf(0.1), new L2(0.8), new L1(3)];

    [TestCaseSource(nameof(Threats))]
    public void No_gradient_is_asked_for(ThreatModel threat)
    {
        using var scope = NewDisposeScope();
        var given = Case(threat, queries: 40);
        var blackBox = given.Classifier with { IsBlackBox = true };
        Assert.That(() => blackBox.At(given.Clean), Throws.InvalidOperationException);

        var attacked = given.Attack.Perturb(given.Clean, blackBox, threat, given.Random("attack"));
        Assert.That(attacked.SameAs(given.Perturb()));
    }

    [TestCaseSource(nameof(Threats))]
    public void More_queries_fool_more(ThreatModel threat)
    {
        using var scope = NewDisposeScope();
        var cases = Enumerable.Range(0, 4).Select(seed => Case(threat, queries: 0) with { Seed = seed }).ToList();
        var (clean, classifier) = ClassifierAttackCase.Together(cases);
        double MeanMargin(int queries)
        {
            var random = new Rng(new Seed(0).For("attack"), clean.shape[0]);
            return Margin(classifier, new SquareAttack(queries).Perturb(clean, classifier, threat, random));
        }

        Assert.That(MeanMargin(queries: 60), Is.LessThan(MeanMargin(queries: 1) - 0.05));
    }

    [Test]
    public void A_query_changes_one_square_of_the_image_alone()
    {
        using var scope = NewDisposeScope();
        var given = Case(new LInf(0.1), queries: 0);
        var objective = given.Classifier with { Labels = null };

        // With a share of 0.06 the side is 3 pixels.
        Tensor After(int queries)
        {
            var attack = new SquareAttack(queries, Share: 0.06);
            return attack.Perturb(given.Clean, objective, given.Threat, given.Random("attack")).flatten(1);
        }

        // An image may still be the clean one, where that has the higher loss: it does not count.
        Tensor IsMoved(Tensor images) => images.ne(given.Clean.flatten(1)).any(1);
        long MostPixelsChangedBy(int query)
        {
            var before = After(query);
            var after = After(query + 1);
            var changed = after.ne(before).sum(1) * IsMoved(before) * IsMoved(after);
            return changed.max().item<long>();
        }

        var changes = Enumerable.Range(1, 12).Select(MostPixelsChangedBy).ToList();
        Assert.That(changes, Is.All.LessThanOrEqualTo(9).And.Some.GreaterThan(0));
    }

    [Test]
    public void By_the_references_rule_no_square_covers_the_last_row_or_column([Values] bool reachesBorder)
    {
        using var scope = NewDisposeScope();
        var given = Case(new LInf(0.1), queries: 0);
        var objective = given.Classifier with { Labels = null };

        Tensor Border(int queries)
        {
            var attack = new SquareAttack(queries, Share: 0.1, ReachesBorder: reachesBorder);
            var images = attack.Perturb(given.Clean, objective, given.Threat, given.Random("attack"));
            return cat([images.narrow(2, 11, 1).flatten(1), images.narrow(3, 11, 1).flatten(1)], dim: 1);
        }

        // A row that is clean at either time has not come from the other by squares.
        var clean = cat([given.Clean.narrow(2, 11, 1).flatten(1), given.Clean.narrow(3, 11, 1).flatten(1)], dim: 1);
        var stripes = Border(0);
        var after = Border(200);
        var isMoved = stripes.ne(clean).any(1).logical_and(after.ne(clean).any(1));
        Assert.That(isMoved.any().item<bool>());
        var isChanged = after.ne(stripes).any(1).logical_and(isMoved).any().item<bool>();
        Assert.That(isChanged, Is.EqualTo(reachesBorder));
    }

    // On the rescaled schedule squares have had every size by then.
    [Test]
    public void Two_hundred_queries_leave_as_many_tensors_as_one()
    {
        using var scope = NewDisposeScope();
        var given = Case(new L2(1e-3), queries: 0);
        var clean = given.Clean;
        var objective = given.Classifier;
        var random = given.Random("attack");
        long TensorsAfter(int queries)
        {
            var before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
            new SquareAttack(queries, Rescale: true).Perturb(clean, objective, given.Threat, random);
            return DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount - before;
        }

        Assert.That(TensorsAfter(200), Is.EqualTo(TensorsAfter(1)));
    }

    private static ClassifierAttackCase Case(ThreatModel threat, int queries) =>
        new(new SquareAttack(queries), threat, new(1, 12, 12), Classes: 5, Images: 6, Seed: 11);

    // The mean of z_y − max_{i≠y} z_i over the attacked images.
    private static double Margin(SmallClassifier classifier, Tensor attacked)
    {
        var logits = classifier.Outputs(attacked);
        var own = classifier.Labels!.unsqueeze(1);
        var least = full_like(own, -1e9, dtype: ScalarType.Float32);
        var largestOther = logits.scatter(1, own, least).amax(1);
        return (logits.gather(1, own).squeeze(1) - largestOther).mean().item<float>();
    }
}
