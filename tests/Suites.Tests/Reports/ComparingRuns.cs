using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using RoCL.Reports.Comparing;
using RoCL.Runs.Results;
using Shared.Consoles;

namespace Suites.Tests.Reports;

/// <summary>Runs side by side, from the files of their folders.</summary>
public sealed class ComparingRuns
{
    private static readonly ComparisonLayout All = new(HasAll: true, IsTransposed: false);
    private static readonly ComparisonLayout Transposed = new(HasAll: false, IsTransposed: true);

    private ComparedFolders _folders = null!;

    [SetUp]
    public void MakeFolders() => _folders = new();

    [TearDown]
    public void Leave() => _folders.Dispose();

    private string Shown(ComparisonLayout? layout = null) =>
        Terminal.Piped(console =>
        {
            console.Profile.Width = 300;
            new ComparisonView(console, layout ?? ComparisonLayout.Usual).Write(_folders.Compared);
        });

    private XDocument Page(ComparisonLayout? layout = null)
    {
        var page = new ComparisonPage(_folders.Compared, layout ?? ComparisonLayout.Usual).Text();
        return XDocument.Parse(page.Replace("<!doctype html>", ""));
    }

    private NoiseVerdict VerdictOf(string condition) =>
        _folders.Compared.Differences.Single(each => each.Condition == condition).Verdict;

    [Test]
    public void Only_keys_that_differ_are_shown_and_all_where_asked_for()
    {
        _folders.Add("short", epochs: 10);
        _folders.Add("long", epochs: 20);
        Assert.That(_folders.Compared.Facts(all: false).Select(fact => fact.Key), Is.EqualTo(new[] { "train.epochs" }));
        Assert.That(
            Shown(),
            Does.Match(@"\n +short +long\n +train.epochs +10 +20\n").And.Not.Contain("online-accuracy")
        );
        Assert.That(Shown(All), Does.Match(@"evaluate +linear +linear").And.Match(@"seed +1 +1"));
        Assert.That(Shown(Transposed), Does.Match(@"\n +train.epochs\n +short +10\n +long +20\n"));
    }

    [Test]
    public void Other_builds_of_a_plugin_are_a_difference()
    {
        foreach (var (name, hash) in new[] { ("one", "aaaaaaaa"), ("two", "bbbbbbbb") })
        {
            var run = _folders.Add(name);
            var plugin = new JsonObject
            {
                ["id"] = "Losses",
                ["version"] = "1.1",
                ["sha256"] = hash,
            };
            File.WriteAllText(
                run.Environment,
                new JsonArray(new JsonObject { ["plugins"] = new JsonArray(plugin) }).ToJsonString()
            );
        }

        Assert.That(Shown(), Does.Match(@"plugin Losses +1\.1 \(aaaaaaaa\) +1\.1 \(bbbbbbbb\)"));
    }

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
    public void Runs_of_one_recipe_alone_are_compared_with_one_another()
    {
        _folders.Add("one", seed: 1, wrong: 1);
        _folders.Add("two", seed: 2, wrong: 4);
        Assert.That(_folders.Compared.Methods.Select(method => method.Name), Is.EqualTo(new[] { "one", "two" }));
        Assert.That(VerdictOf(ComparedFolders.Attack), Is.EqualTo(NoiseVerdict.LargerThanNoise));
    }

    [Test]
    public void A_run_that_was_made_twice_is_no_second_seed()
    {
        _folders.Add("one");
        _folders.Add("again");
        _folders.Add("other", epochs: 20);
        Assert.That(_folders.Compared.Methods, Has.Length.EqualTo(3));
    }

    [Test]
    public void The_best_stands_beside_the_last_where_a_number_has_a_best()
    {
        _folders.Add("one");
        _folders.Add("two", epochs: 20);
        Assert.That(
            Shown(),
            Does.Match(@"loss +0.5, best 0.25 at step 2").And.Match(@"online: kNN +0.5, best 0.75 at step 1")
        );
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
    public void Runs_that_have_not_finished_are_compared_by_their_recipes()
    {
        var one = _folders.Add("one");
        File.Delete(one.Summary);
        File.Delete(one.Metrics);
        _folders.Add("two", epochs: 20);
        Assert.That(Shown(), Does.Contain("train.epochs").And.Not.Contain("Points of accuracy"));
        Assert.That(Page().Descendants("h2").Select(each => each.Value), Does.Contain("Results"));
    }

    [Test]
    public void Results_of_an_older_version_have_figures_and_no_test()
    {
        var measured = ComparedFolders.Measured(2) with { Outcomes = null, By = null };
        _folders.Add("one", ComparedFolders.Recipe(10, 1), measured);
        _folders.Add("two", ComparedFolders.Recipe(20, 1), measured);
        Assert.That(Shown(), Does.Contain("an older version kept no classes of images").And.Contain("90.0 %"));
    }

    [Test]
    public void The_page_has_the_same_in_one_file_with_curves_over_one_another()
    {
        _folders.Add("one <b>", epochs: 10, wrong: 1);
        _folders.Add("two", epochs: 20, wrong: 4);
        var page = Page();
        Assert.That(page.Descendants("script"), Is.Empty);
        Assert.That(page.Descendants("b").Where(each => each.Value.Contains("two")), Is.Empty);
        string TextOf(string section) =>
            page.Descendants("section").Single(each => (string?)each.Attribute("id") == section).Value;
        Assert.That(TextOf("differences"), Does.Contain("larger than the noise").And.Contain("p = 0.031"));
        Assert.That(TextOf("facts"), Does.Contain("train.epochs1020").And.Not.Contain("linear"));
        Assert.That(TextOf("training"), Does.Contain("best 0.25 at step 2"));
        var plots = page.Descendants("figure").ToList();
        Assert.That(plots, Has.Count.EqualTo(2), "the loss, and what the monitor measured");
        Assert.That(plots.Select(plot => plot.Element("figcaption")!.Value), Is.All.Contain("one <b>two"));
        var transposed = Page(Transposed).Descendants("table").First().Descendants("th").First().Value;
        Assert.That(transposed, Is.EqualTo("condition"));
    }
}
