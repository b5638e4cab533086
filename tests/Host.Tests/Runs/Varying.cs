using System.Collections.Immutable;
using RoCL.Host.CommandLine;
using RoCL.Host.Reports;

namespace Host.Tests.Runs;

/// <summary>Grids of values and several seeds.</summary>
public sealed class Varying
{
    private static ImmutableArray<Variation> All(string[] recipes, string[] grids, long? seed = null, int seeds = 1) =>
        Variation.All([.. recipes], ["a=1"], [.. grids], seed, seeds).Match(all => all, problems => throw new AssertionException(problems[0].ToString()));

    [Test]
    public void Without_grid_and_seeds_a_recipe_is_itself() => Assert.That(
        All(["demo-rocl", "my/simclr.json"], []).Select(each => (each.Recipe, each.Name, each.Group, string.Join(" ", each.Settings))),
        Is.EqualTo(new[] { ("demo-rocl", "demo-rocl", "demo-rocl", "a=1"), ("my/simclr.json", "simclr", "simclr", "a=1") }));

    [Test]
    public void Every_value_of_every_grid_meets_every_other_and_each_has_every_seed()
    {
        var all = All(["demo-rocl"], ["views.adv.threat.linf=4/255,8/255", "optimizer.lr=0.1,0.2"], seed: 5, seeds: 2);
        Assert.That(all, Has.Length.EqualTo(8));
        Assert.That(all.Select(each => each.Name).Distinct().Count(), Is.EqualTo(8));
        Assert.That(all[1].Name, Is.EqualTo("demo-rocl_linf=4-255_lr=0.1_seed=6"));
        Assert.That(all[1].Settings, Is.EqualTo(new[] { "a=1", "views.adv.threat.linf=4/255", "optimizer.lr=0.1", "seed=6" }));
        Assert.That(all.GroupBy(each => each.Group).Select(group => group.Count()), Is.All.EqualTo(2));
    }

    [Test]
    public void Commas_inside_a_value_stay_there() => Assert.That(
        All(["r"], ["views.a={\"use\":\"x\",\"n\":[1,2]},null"]).Select(each => each.Settings[^1]), Is.EqualTo(new[] { "views.a={\"use\":\"x\",\"n\":[1,2]}", "views.a=null" }));

    [Test]
    public void Two_files_of_one_name_are_told_apart() => Assert.That(All(["a/r.json", "b/r.json"], []).Select(each => each.Name), Is.EqualTo(new[] { "r", "r-2" }));

    [TestCase("lr")]
    [TestCase("=1,2")]
    [TestCase("lr=")]
    public void A_grid_without_key_or_values_is_refused(string grid) =>
        Assert.That(Variation.All(["r"], [], [grid], null, 1).Problems.Single().Code, Is.EqualTo("ROCL0006"));

    [Test]
    public void The_deviation_is_that_of_a_sample() => Assert.That(MeanTable.Of([1, 2, 3, 4]), Is.EqualTo((2.5, Math.Sqrt(5.0 / 3))));

    [Test]
    public void A_grid_over_seeds_is_run_and_its_means_are_shown()
    {
        using var rocl = new Rocl();
        var ended = rocl.Run(["run", "demo-simclr", "--out", "suite", "--device", "cpu", .. Rocl.Tiny, "--set", "evaluate.0.threats=[]", "--grid", "optimizer.lr=0.05,0.1", "--seeds", "2"]);
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        Assert.That(rocl.Json("suite/summary.json")["methods"]!.AsObject().Select(method => method.Key), Is.EqualTo(new[]
        {
            "demo-simclr_lr=0.05_seed=1", "demo-simclr_lr=0.05_seed=2", "demo-simclr_lr=0.1_seed=1", "demo-simclr_lr=0.1_seed=2",
        }));
        var accuracies = new[] { 1, 2 }.Select(seed => 100 * (double)rocl.Json($"suite/demo-simclr_lr=0.1_seed={seed}/summary.json")["cleanAccuracy"]!).ToList();
        var (mean, deviation) = MeanTable.Of(accuracies);
        Assert.That(ended.Output, Does.Contain(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{mean:0.0} ± {deviation:0.0} %")));
    }
}
