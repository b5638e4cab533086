using System.Text.Json.Nodes;
using System.Xml.Linq;
using RoCL.Reports.Comparing;
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
