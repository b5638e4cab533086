using RoCL.Core.Evaluation;
using Shared.Toys;

namespace Core.Tests.Evaluation;

/// <summary>
/// What a bench keeps image by image: predicted classes, and pictures of an attack.
/// </summary>
public sealed class RecordTests
{
    private static readonly LInf Threat = new(0.2);

    private static (Condition Clean, Condition Attacked) Measure(Bench bench)
    {
        var network = nn.Sequential(("flat", nn.Flatten()), ("linear", nn.Linear(64, 3)));
        var classifier = new Classifier(network, Batch: 7);
        var clean = bench.Classify("clean", classifier);
        return (clean, bench.Attacked(classifier, new ToyAscent(), Threat, clean));
    }

    private static Bench Bench(Toybox box, IBenchHost host)
    {
        var use = ToyShelf.Read(ToyShelf.Rocl, "evaluate=toy-evaluation").Evaluations.Single();
        return new(box.Plan, box.Model, use, new(box.Data, box.Data), host);
    }

    [Test]
    public void An_image_is_right_where_its_predicted_class_is_its_own()
    {
        using var box = new Toybox();
        var bench = Bench(box, new ToyHost());
        var (clean, attacked) = Measure(bench);
        var labels = box.Data.Labels!.data<long>().ToArray();
        foreach (var condition in new[] { clean, attacked })
        {
            var right = bench.Records.Predicted[condition.Name].Zip(labels, (given, label) => given == label);
            Assert.That(right, Is.EqualTo(condition.Correct), condition.Name);
        }
    }

    [Test]
    public void Pictures_are_of_the_first_attack_and_the_same_when_it_goes_on()
    {
        using var box = new Toybox();
        var host = new ToyHost();
        var first = Bench(box, host);
        var (_, attacked) = Measure(first);
        using var shown = first.Records.Examples!;
        Assert.That(shown.Condition, Is.EqualTo(attacked.Name));
        Assert.That(shown.Rows, Is.Unique.And.Not.Empty);
        var clean = box.Data.Gather(tensor(shown.Rows.Select(row => (long)row).ToArray())).Images;
        Assert.That(shown.Clean.allclose(clean, rtol: 0, atol: 0));
        Assert.That(Threat.Contains(shown.Attacked, shown.Clean));

        var second = Bench(box, host);
        Measure(second);
        using var again = second.Records.Examples!;
        Assert.That(again.Rows, Is.EqualTo(shown.Rows));
        Assert.That(again.Attacked.allclose(shown.Attacked, rtol: 0, atol: 0));
    }
}
