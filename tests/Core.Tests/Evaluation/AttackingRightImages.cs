using RoCL.Core.Evaluation;
using Shared.Toys;

namespace Core.Tests.Evaluation;

/// <summary>An attack is spent on the images that are right without it.</summary>
public sealed class AttackingRightImages
{
    private static readonly LInf Threat = new(1);

    // Its result is what an image draws.
    private sealed record Noted(List<long> Seen) : IAttack
    {
        public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
        {
            Seen.Add(clean.shape[0]);
            return random.Uniform(clean.shape);
        }
    }

    [Test]
    public void It_sees_no_other_image_and_each_moves_as_in_the_whole_batch()
    {
        using var box = new Toybox("masking.images=0");
        var use = ToyShelf.Read(ToyShelf.Rocl, "evaluate=toy-evaluation").Evaluations.Single();
        var bench = new Bench(box.Plan, box.Model, use, new(box.Data, box.Data), new ToyHost());
        var network = nn.Sequential(("flat", nn.Flatten()), ("linear", nn.Linear(64, 3)));
        var classifier = new Classifier(network, Batch: 7);
        var clean = bench.Classify("clean", classifier);
        Assert.That(clean.Correct, Does.Contain(true).And.Contain(false));

        var right = new Noted([]);
        var attacked = bench.Attacked(classifier, right, Threat, clean);
        Assert.That(right.Seen.Sum(), Is.EqualTo(clean.Correct.Count(correct => correct)));
        Assert.That(right.Seen, Has.All.Positive);

        var whole = new Bench(box.Plan, box.Model, use, new(box.Data, box.Data), new ToyHost());
        var each = new Noted([]);
        var all = whole.Attacked(
            classifier,
            each,
            Threat,
            clean with
            {
                Correct = [.. clean.Correct.Select(_ => true)],
            }
        );
        Assert.That(each.Seen.Sum(), Is.EqualTo(clean.Correct.Count));
        Assert.That(
            attacked.Correct,
            Is.EqualTo(all.Correct.Zip(clean.Correct, (moved, untouched) => moved && untouched))
        );
        Assert.That(attacked.Correct, Is.Not.EqualTo(clean.Correct), "the noise moves some");
    }
}
