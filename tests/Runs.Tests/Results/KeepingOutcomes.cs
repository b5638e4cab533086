using System.Collections.Immutable;
using System.Text.Json;
using RoCL.Runs.Files;
using RoCL.Runs.Results;

namespace Runs.Tests.Results;

/// <summary>What became of each image, as a result's file keeps it.</summary>
[TestFixture]
public sealed class KeepingOutcomes
{
    private sealed record Labelled(long[] Numbers, int Count) : IImages
    {
        public ImageShape Shape => new(1, 1, 1);
        public IReadOnlyList<string> Classes => [.. Enumerable.Range(0, Count).Select(number => $"class {number}")];
        public Tensor? Labels => tensor(Numbers);
        long IImages.Count => Numbers.Length;

        public Batch Gather(Tensor indices) => throw new NotSupportedException();
    }

    // Through the text of a file and back.
    private static ImageOutcomes Kept(Condition condition, ImmutableArray<int>? predicted, IImages images)
    {
        var known = predicted is { } classes
            ? ImmutableDictionary<string, ImmutableArray<int>>.Empty.Add(condition.Name, classes)
            : ImmutableDictionary<string, ImmutableArray<int>>.Empty;
        var text = JsonSerializer.Serialize(ImageOutcomes.Of([condition], known, images).Single(), Json.Line);
        return Json.Read<ImageOutcomes>(text);
    }

    [Law(MaxTest = 50)]
    public bool Classes_come_back_whatever_their_number(byte[] labels, byte classes)
    {
        var count = classes + 1;
        ImmutableArray<int> given = [.. labels.Select(label => label * 7 % count)];
        using var scope = NewDisposeScope();
        var images = new Labelled([.. labels.Select(label => (long)label % count)], count);
        bool[] correct = [.. images.Numbers.Zip(given, (label, predicted) => label == predicted)];
        var kept = Kept(new("clean", correct), given, images);
        return kept.PredictedOf("clean").SequenceEqual(given) && kept.CorrectOf("clean").SequenceEqual(correct);
    }

    [Test]
    public void A_worst_case_has_no_classes_and_yet_says_which_images_were_right()
    {
        using var scope = NewDisposeScope();
        var kept = Kept(new("worst", [true, false, true]), null, new Labelled([0, 1, 1], 2));
        Assert.That(kept.CorrectOf("worst"), Is.EqualTo(new[] { true, false, true }));
        Assert.That(kept.PredictedOf("worst"), Is.Empty);
    }

    [Test]
    public void A_class_that_there_is_not_leaves_right_and_wrong()
    {
        using var scope = NewDisposeScope();
        var kept = Kept(new("clean", [true, false]), [0, 9], new Labelled([0, 1], 2));
        Assert.That(kept.Predicted, Is.Empty);
        Assert.That(kept.CorrectOf("clean"), Is.EqualTo(new[] { true, false }));
    }

    [TestCase("curve clean", 0)]
    [TestCase("curve budget 0.25 PGD-20 linf 2/255", 0.25)]
    [TestCase("on cifar10 curve small budget 4 PGD-20 (step 8/255) l2 1", 4)]
    public void A_point_of_a_curve_is_known_by_its_name(string name, double at)
    {
        var condition = new ConditionSummary(name, null, 1, [0, 1], 1, 0, new Dictionary<string, double>());
        Assert.That(CurvePoint.Of([condition], CurveKind.Budget).Single().At, Is.EqualTo(at));
        Assert.That(CurvePoint.Is(name));
        Assert.That(CurvePoint.Of([condition], CurveKind.Steps), Is.Empty);
    }

    [TestCase("clean")]
    [TestCase("grid PGD-20 linf 8/255")]
    [TestCase("my curve")]
    public void Another_condition_is_none(string name) => Assert.That(CurvePoint.Is(name), Is.False);
}
