using System.Collections.Immutable;
using System.Text.Json.Nodes;
using RoCL.Reports.Comparing;
using RoCL.Runs.Folders;
using RoCL.Runs.Results;
using Shared.Consoles;

namespace Suites.Tests.Reports;

/// <summary>Whether results of runs differ by more than noise, from their files.</summary>
public sealed class JudgingDifferences
{
    private ComparedFolders _folders = null!;

    [SetUp]
    public void MakeFolders() => _folders = new();

    [TearDown]
    public void Leave() => _folders.Dispose();

    private string Shown() =>
        Terminal.Piped(console =>
        {
            console.Profile.Width = 300;
            new ComparisonView(console, ComparisonLayout.Usual).Write(_folders.Compared);
        });

    private NoiseVerdict VerdictOf(string condition) =>
        _folders.Compared.Differences.Single(each => each.Condition == condition).Verdict;

    [Test]
    public void The_same_images_are_tested_in_pairs()
    {
        _folders.Add("good", epochs: 10, wrong: 1);
        _folders.Add("bad", epochs: 20, wrong: 4);
        Assert.That(VerdictOf("clean"), Is.EqualTo(NoiseVerdict.WithinNoise), "3 images, p = 0.25");
        Assert.That(
            VerdictOf(ComparedFolders.Attack),
            Is.EqualTo(NoiseVerdict.LargerThanNoise),
            "6 images, p = 0.03125"
        );
        Assert.That(
            Shown(),
            Does.Match(
                @"PGD-20 linf 8/255 +-30.0 +larger than the noise +"
                    + @"p = 0.031 \(McNemar\): it alone is right on 0 of 20 images, good alone on 6"
            )
        );
    }

    [Test]
    public void A_narrow_terminal_has_the_whole_evidence_below_each_difference()
    {
        _folders.Add("good", epochs: 10, wrong: 1);
        _folders.Add("a-method-with-a-name-that-takes-much-of-the-width", epochs: 20, wrong: 4);
        var shown = Terminal.Shown(console =>
            new ComparisonView(console, ComparisonLayout.Usual).WriteDifferences(_folders.Compared)
        );
        var lines = shown.Split('\n').Select(line => line.TrimEnd()).ToList();
        Assert.That(lines, Has.All.Length.LessThanOrEqualTo(80));
        Assert.That(lines, Has.Some.EqualTo("  PGD-20 linf 8/255: -30.0, larger than the noise"));
        Assert.That(
            shown,
            Does.Contain("    p = 0.031 (McNemar): it alone is right on 0 of 20 images, good alone on 6")
        );
    }

    [Test]
    public void Other_images_are_not_tested_in_pairs()
    {
        var recipe = ComparedFolders.Recipe(20, 1);
        _folders.Add("one", epochs: 10, wrong: 1);
        _folders.Add("shuffled", recipe, ComparedFolders.Measured(4, labels: "1010101010" + "0101010101"));
        Assert.That(VerdictOf("clean"), Is.EqualTo(NoiseVerdict.Unknown));
        Assert.That(Shown(), Does.Contain("cannot be said").And.Contain("the test images are not the same"));
    }

    [Test]
    public void All_test_images_are_the_same_whatever_seed_chose_them_and_a_part_is_not()
    {
        var whole = ComparedFolders.Measured(4, partSeed: 2);
        Assert.That(SameImages(whole, whole), Is.True);
        var part = whole with { By = whole.By! with { Data = new(new(100, "train"), new(500, "test")) } };
        Assert.That(SameImages(part, part), Is.False, "20 of 500, chosen by another seed");

        bool SameImages(EvaluationSummary first, EvaluationSummary second)
        {
            using var folders = new ComparedFolders();
            folders.Add("one", ComparedFolders.Recipe(10, 1), first with { By = first.By! with { PartSeed = 1 } });
            folders.Add("two", ComparedFolders.Recipe(20, 1), second);
            return folders.Compared.Differences.All(each => each.Verdict != NoiseVerdict.Unknown);
        }
    }

    [Test]
    public void Attacks_with_other_options_are_not_compared()
    {
        foreach (var (name, epochs) in new[] { ("weak", 10), ("strong", 20) })
        {
            var options = ImmutableSortedDictionary<string, string>.Empty.Add("step", name);
            var measured = ComparedFolders.Measured(2);
            var attacked = measured.Conditions[1] with { Attacks = [new AttackSummary("pgd", options)] };
            var evaluation = measured with { Conditions = [measured.Conditions[0], attacked] };
            _folders.Add(name, ComparedFolders.Recipe(epochs, 1), evaluation);
        }

        Assert.That(VerdictOf(ComparedFolders.Attack), Is.EqualTo(NoiseVerdict.Unknown));
        Assert.That(Shown(), Does.Contain("the attacks have other options"));
    }

    [Test]
    public void Conditions_that_are_made_by_other_settings_are_not_compared()
    {
        foreach (var (name, samples) in new[] { ("few", 2), ("many", 10) })
        {
            var settings = JsonNode.Parse(
                $$"""{ "use": "linear", "measurements": [{ "use": "smoothed", "samples": {{samples}} }] }"""
            )!;
            var measured = ComparedFolders.Measured(2);
            var smoothed = ComparedFolders.Condition("smoothed clean", 1, null);
            var evaluation = measured with
            {
                By = measured.By! with { Component = settings },
                Conditions = [.. measured.Conditions, smoothed],
            };
            _folders.Add(name, ComparedFolders.Recipe(samples, 1), evaluation);
        }

        Assert.That(VerdictOf("smoothed clean"), Is.EqualTo(NoiseVerdict.Unknown));
        Assert.That(VerdictOf("clean"), Is.EqualTo(NoiseVerdict.WithinNoise));
        Assert.That(Shown(), Does.Contain("they are measured by other settings: smoothed.samples 2 -> 10"));
    }

    [Test]
    public void Two_seeds_on_other_images_or_from_one_network_are_two_methods()
    {
        Of("images", Data("0"), Data("1"));
        Of("parent", "", """ "parent": { "path": "first", "step": 3, "weights": "00" }, """);

        void Of(string what, string first, string second)
        {
            using var folders = new ComparedFolders();
            Record(folders.Add("first", seed: 1), first);
            Record(folders.Add("second", seed: 2), second);
            folders.Add("other", epochs: 20);
            Assert.That(
                folders.Compared.Methods.Select(method => method.Runs.Length),
                Is.EqualTo(new[] { 1, 1, 1 }),
                what
            );
        }

        static void Record(RunFolder run, string entry) =>
            File.WriteAllText(run.Environment, $$"""[{ {{entry}} "plugins": [] }]""");

        static string Data(string hash) => $$$""" "data": { "train": { "images": 9, "hash": "{{{hash}}}" } }, """;
    }

    [Test]
    public void Seeds_of_a_recipe_are_one_method_with_a_t_interval_of_the_difference()
    {
        for (var seed = 1; seed <= 3; seed++)
        {
            _folders.Add($"good{seed}", epochs: 10, seed, wrong: seed);
            _folders.Add($"bad{seed}", epochs: 20, seed, wrong: seed + 3 + seed % 2);
        }

        // Differences of 4, 3 and 4 images of 20: mean -18.33 points, deviation 2.887, t(2) =
        // 4.303.
        Assert.That(
            Shown(),
            Does.Contain("good1 (3 seeds)")
                .And.Match(
                    @"clean +-18.3 +larger than the noise +95 % interval -25.5 to -11.2 "
                        + @"\(Student's t, 3 pairs of seeds\)"
                )
        );
        Assert.That(_folders.Compared.Facts(all: false).Select(fact => fact.Key), Is.EqualTo(new[] { "train.epochs" }));
        Assert.That(_folders.Compared.Facts(all: true).Last().Values, Is.All.EqualTo("1, 2, 3"), "the seeds in a row");
    }

    [Test]
    public void Seeds_that_are_compared_with_a_single_one_say_nothing_of_noise()
    {
        _folders.Add("one", epochs: 10, seed: 1, wrong: 1);
        _folders.Add("two", epochs: 10, seed: 2, wrong: 2);
        _folders.Add("other", epochs: 20, seed: 1, wrong: 4);
        Assert.That(VerdictOf("clean"), Is.EqualTo(NoiseVerdict.Unknown));
        Assert.That(Shown(), Does.Contain("one of the two has a single seed"));
    }

    [Test]
    public void Another_number_of_images_is_marked_and_not_tested()
    {
        _folders.Add("many");
        var few = ComparedFolders.Measured(2) with
        {
            Conditions = [ComparedFolders.Condition("clean", 1, null, images: 10)],
        };
        _folders.Add("few", ComparedFolders.Recipe(20, 1), few with { By = few.By! with { Images = 10 } });
        Assert.That(Shown(), Does.Contain("* few: measured on 10 images, where many was on 20"));
        Assert.That(VerdictOf("clean"), Is.EqualTo(NoiseVerdict.Unknown));
    }

    [Test]
    public void Results_of_an_older_version_have_figures_and_no_test()
    {
        var measured = ComparedFolders.Measured(2) with { Outcomes = null, By = null };
        _folders.Add("one", ComparedFolders.Recipe(10, 1), measured);
        _folders.Add("two", ComparedFolders.Recipe(20, 1), measured);
        Assert.That(Shown(), Does.Contain("an older version kept no classes of images").And.Contain("90.0 %"));
    }
}
