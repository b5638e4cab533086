using RoCL.Measurements.Corruptions;

namespace Components.Tests.Evaluations;

/// <summary>A classifier is put to natural corruptions.</summary>
public sealed class NaturalCorruptionsTests
{
    private static readonly NaturalCorruptions Some = new(
        [CorruptionKind.Brightness, CorruptionKind.ShotNoise],
        [1, 5]
    );

    [Test]
    public void Each_kind_is_measured_at_each_severity() =>
        Assert.That(
            Toy.Measured(Toy.Bench(), [Some]).Select(condition => condition.Name),
            Is.EqualTo(new[] { "clean", "shot-noise 1", "shot-noise 5", "brightness 1", "brightness 5" })
        );

    [TestCase(1, 12)]
    [TestCase(3, 13)]
    public void All_kinds_that_the_channels_allow_are_measured_unless_some_are_named(int channels, int kinds)
    {
        var measured = Toy.Measured(Toy.Bench(settings: $"data.channels={channels}"), [new NaturalCorruptions()]);
        var names = measured.Select(condition => condition.Name).ToList();
        Assert.That(names, Has.Count.EqualTo(1 + 5 * kinds).And.Unique);
        Assert.That(names.Contains("saturate 5"), Is.EqualTo(channels == 3));
        Assert.That(
            measured.Where(condition => condition.Name != "clean").Select(condition => condition.Family),
            Is.All.EqualTo("corruptions")
        );
    }

    [Test]
    public void The_harshest_is_no_easier_than_the_mildest_and_some_are_too_much()
    {
        var right = Toy.Measured(Toy.Bench(), [new NaturalCorruptions()])
            .ToDictionary(condition => condition.Name, condition => condition.Correct.Count(right => right));
        foreach (var kind in Corruption.All.Where(corruption => corruption.Channels is null))
            Assert.That(right[$"{kind.Name} 5"], Is.LessThanOrEqualTo(right[$"{kind.Name} 1"] + 1), kind.Name);
        Assert.That(
            right["brightness 5"],
            Is.LessThanOrEqualTo(right["brightness 1"] - 10),
            "0.3 brighter is another class"
        );
    }

    [TestCase(0)]
    [TestCase(6)]
    public void A_severity_that_there_is_not_is_refused(int severity) =>
        Assert.That(
            Assert
                .Throws<ProblemException>(() => Toy.Measured(Toy.Bench(), [Some with { Severities = [1, severity] }]))!
                .Problem.Code,
            Is.EqualTo("ROCL0531")
        );

    [Test]
    public void Saturation_asked_of_gray_images_is_refused() =>
        Assert.That(
            Assert
                .Throws<ProblemException>(() =>
                    Toy.Measured(Toy.Bench(), [new NaturalCorruptions([CorruptionKind.Saturate])])
                )!
                .Problem.Code,
            Is.EqualTo("ROCL0532")
        );

    [Test]
    public void The_same_seed_finds_the_same() =>
        Assert.That(Toy.Same(Toy.Measured(Toy.Bench(), [Some]), Toy.Measured(Toy.Bench(), [Some])));

    [Test]
    public void One_that_is_stopped_goes_on_where_it_was_and_finds_the_same() => Toy.GoesOn(Some);
}
