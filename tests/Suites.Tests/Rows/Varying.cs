using System.Text.Json.Nodes;
using RoCL.Reports.Results;
using RoCL.Suites.Rows;

namespace Suites.Tests.Rows;

/// <summary>Grids of values and several seeds, as the command line asks for them.</summary>
public sealed class Varying
{
    private static Suite Of(string[] recipes, string[] grids, long? seed = null, int? seeds = null) =>
        new SuiteReader("rocl run", null, new(["about=x"], [.. grids], seed, seeds))
            .Read(
                new()
                {
                    ["rows"] = new JsonObject(recipes.Select(recipe => KeyValuePair.Create(recipe, (JsonNode?)recipe))),
                }
            )
            .ValueOrThrow();

    [Test]
    public void Without_grid_and_seeds_a_recipe_is_itself_and_needs_no_folder_around_it()
    {
        var suite = Of(["demo-rocl"], []);
        Assert.That(suite.Alone);
        Assert.That(
            suite.Runs.Select(run => (run.Name, (string?)run.Document["about"])),
            Is.EqualTo(new[] { ("demo-rocl", "x") })
        );
        Assert.That(
            Of(["demo-rocl"], [], seed: 7).Runs.Select(run => (run.Name, (int?)run.Document["seed"])),
            Is.EqualTo(new[] { ("demo-rocl", (int?)7) })
        );
    }

    [Test]
    public void A_grid_of_components_has_options_beside_it_and_none_of_the_component_that_was_there()
    {
        var suite = new SuiteReader(
            "rocl run",
            null,
            new(["views.adv.attack.step=1/255"], ["views.adv.attack.use=fgsm,pgd"], null, null)
        )
            .Read(new JsonObject { ["rows"] = new JsonObject { ["rocl"] = "rocl" } })
            .ValueOrThrow();
        Assert.That(
            suite.Runs.Select(run => run.Document["views"]!["adv"]!["attack"]!.ToJsonString()),
            Is.EqualTo(
                new[] { """{"use":"fgsm","step":"1/255"}""", """{"use":"pgd","iterations":7,"step":"1/255"}""" }
            ),
            "pgd is the recipe's own attack"
        );
    }

    [TestCase("seed=1,2", null, 3L, null, "ROCL0132 rocl run: grid.seed")]
    [TestCase("seed=1,2", null, null, 3, "ROCL0132 rocl run: grid.seed")]
    [TestCase("seed=1,2", "seed=4", null, null, "ROCL0132 --set seed")]
    [TestCase("train.epochs=1,2", "seed=4", null, 3, "ROCL0132 --set seed")]
    [TestCase("train.epochs=1,2,1.0", null, null, null, "ROCL0149 rocl run: grid.train.epochs")]
    [TestCase("encoder.use=resnet18,resnet18", null, null, null, "ROCL0149 rocl run: grid.encoder.use")]
    [TestCase("train.epochs=1,2 train.epochs=4", null, null, null, "ROCL0149 rocl run: grid.train.epochs")]
    public void What_would_have_no_effect_beside_another_is_refused(
        string grids,
        string? setting,
        long? seed,
        int? seeds,
        string refusal
    )
    {
        var asked = new Variation(setting is null ? [] : [setting], [.. grids.Split(' ')], seed, seeds);
        var read = new SuiteReader("rocl run", null, asked).Read(
            new() { ["rows"] = new JsonObject { ["demo-rocl"] = "demo-rocl" } }
        );
        Assert.That(read.Problems.Select(problem => $"{problem.Code} {problem.Where}"), Does.Contain(refusal));
    }

    [TestCase(1L << 53, 2, true)]
    [TestCase((1L << 53) - 1, 2, false)]
    [TestCase(long.MaxValue, 3, true)]
    public void The_last_seed_is_held_against_the_greatest_before_any_run(long first, int seeds, bool isRefused)
    {
        var read = new SuiteReader("rocl run", null, new([], [], first, seeds)).Read(
            new() { ["rows"] = new JsonObject { ["demo-rocl"] = "demo-rocl" } }
        );
        Assert.That(
            read.Problems.Select(problem => $"{problem.Code} {problem.Where}"),
            Is.EqualTo(isRefused ? [$"ROCL0132 --seed {first} --seeds {seeds}"] : Array.Empty<string>())
        );
    }

    [TestCase(1000, 0)]
    [TestCase(1001, 1)]
    [TestCase(int.MaxValue, 1)]
    public void More_seeds_than_a_suite_may_have_are_refused_before_they_are_counted_out(int seeds, int problems)
    {
        var read = new SuiteReader("rocl run", null, new([], [], null, seeds)).Read(
            new() { ["rows"] = new JsonObject { ["demo-rocl"] = "demo-rocl" } }
        );
        Assert.That(
            read.Problems.Select(problem => $"{problem.Code} {problem.Where}"),
            Is.EqualTo(Enumerable.Repeat($"ROCL0132 --seeds {seeds}", problems))
        );
    }

    [Test]
    public void Every_value_of_every_grid_meets_every_other_and_each_has_every_seed()
    {
        var suite = Of(["demo-rocl"], ["views.adv.threat.linf=4/255,8/255", "optimizer.lr=0.1,0.2"], seed: 5, seeds: 2);
        Assert.That(suite.Runs, Has.Length.EqualTo(8));
        Assert.That(suite.Runs.Select(run => run.Name).Distinct().Count(), Is.EqualTo(8));
        Assert.That(
            suite.Runs[5].Name,
            Is.EqualTo("demo-rocl_linf=4-255_lr=0.2_seed=6"),
            "all rows with the first seed come first"
        );
        Assert.That((string?)suite.Runs[5].Document["views"]!["adv"]!["threat"]!["linf"], Is.EqualTo("4/255"));
        Assert.That((double)suite.Runs[5].Document["optimizer"]!["lr"]!, Is.EqualTo(0.2));
        Assert.That((long)suite.Runs[5].Document["seed"]!, Is.EqualTo(6));
    }

    [Test]
    public void A_grid_over_the_seed_of_the_images_is_not_called_one_over_seeds() =>
        Assert.That(
            Of(["demo-rocl"], ["images.seed=1,2"], seeds: 2).Rows.Select(row => row.Name),
            Is.EqualTo(new[] { "demo-rocl images.seed=1", "demo-rocl images.seed=2" })
        );

    [TestCase("route=adv,null", true)]
    [TestCase("views.adv.route=adv,null", false)]
    public void Which_route_is_measured_makes_no_other_training_and_which_is_trained_does(string grid, bool shared)
    {
        var runs = Of(["rocl"], [grid]).Runs;
        Assert.That(runs[1].Donor?.Name, Is.EqualTo(shared ? runs[0].Name : null));
    }

    [Test]
    public void Commas_inside_a_value_stay_there() =>
        Assert.That(
            Axis.Read("views.a={\"use\":\"x\",\"n\":[1,2]},null").ValueOrThrow().Values.Select(value => value.Set),
            Is.EqualTo(new[] { "{\"use\":\"x\",\"n\":[1,2]}", "null" })
        );

    [Test]
    public void All_settings_of_the_command_line_that_are_wrong_are_reported_at_once_and_once_for_all_rows()
    {
        var rows = new JsonObject { ["A"] = "demo-rocl", ["B"] = "demo-simclr" };
        var read = new SuiteReader("rocl run", null, new(["about", "about=x", "loss.9.weight=1"], [], null, null)).Read(
            new() { ["rows"] = rows }
        );
        Assert.That(
            read.Problems.Select(problem => (problem.Code, problem.Where)),
            Is.EqualTo(new[] { ("ROCL0115", "--set about"), ("ROCL0115", "--set loss.9.weight=1") })
        );
    }

    [TestCase("lr")]
    [TestCase("=1,2")]
    [TestCase("lr=")]
    public void A_grid_without_key_or_values_is_refused(string grid) =>
        Assert.That(Axis.Read(grid).Problems.Single().Code, Is.EqualTo("ROCL0006"));

    [TestCase(null, null, new long[] { 3, 4 })]
    [TestCase(null, 1, new long[] { 3 })]
    [TestCase(9, null, new long[] { 9 })]
    [TestCase(null, 2, new long[] { 1, 2 })]
    [TestCase(9, 3, new long[] { 9, 10, 11 })]
    public void Seeds_of_the_command_line_stand_in_for_those_of_a_suite(int? seed, int? seeds, long[] expected) =>
        Assert.That(new Variation([], [], seed, seeds).SeedsOver([3, 4]), Is.EqualTo(expected));

    [Test]
    public void The_deviation_is_that_of_a_sample() =>
        Assert.That(Spread.Of([1, 2, 3, 4]), Is.EqualTo(new Spread(2.5, Math.Sqrt(5.0 / 3), 4)));
}
