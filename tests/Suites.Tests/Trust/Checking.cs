using System.Collections.Immutable;
using System.Text.Json.Nodes;
using RoCL.Core;
using RoCL.Core.Reading;
using RoCL.Plugins.Catalogue;
using RoCL.Plugins.Trust;
using RoCL.Runs.Files;
using RoCL.Runs.Provenance;
using RoCL.Runs.Reporting;
using RoCL.Suites.Rows;
using RoCL.Suites.Running;
using Shared.Plugins;

namespace Suites.Tests.Trust;

/// <summary>
/// Plugins held against records, in this process, where none of them is loaded.
/// </summary>
public sealed class Checking
{
    private static readonly string Suite = """
        { "suite": "two", "rows": {
            "old": { "recipe": "demo-rocl", "set": { "views.adv.attack": { "use": "sign-momentum@1.0" } } },
            "new": { "recipe": "demo-rocl", "set": { "views.adv.attack": { "use": "sign-momentum@1.1" } } },
            "newer": {
              "recipe": "demo-rocl",
              "set": { "views.adv.attack": { "use": "sign-momentum@1.1" }, "evaluate.0.epochs": 3 }
            }
        } }
        """;

    private readonly string _root = Directory.CreateTempSubdirectory("rocl-trust-").FullName;
    private readonly StringWriter _errors = new();
    private readonly PluginCatalogue _catalogue = Places.Catalogue(
        Places.BuiltPlugins,
        Places.TestPlugin("SignMomentumOne"),
        Places.TestPlugin("SignMomentumTwo")
    );
    private Suite _suite = null!;

    [OneTimeSetUp]
    public void Read()
    {
        File.WriteAllText(Path.Combine(_root, "two.json"), Suite);
        _suite = new SuiteSource(_catalogue)
            .Of("two", [Path.Combine(_root, "two.json")], Variation.None)
            .Match(suite => suite, problems => throw new AssertionException(string.Join('\n', problems)));
    }

    [OneTimeTearDown]
    public void Leave() => Directory.Delete(_root, recursive: true);

    private Result<ImmutableDictionary<string, PluginChange>> Check(
        string folder,
        bool allow = false,
        string? locked = null
    ) =>
        new TrustCheck(_catalogue, new DiskFiles(), new ErrorOutput(_errors)).Check(
            _suite,
            new(new DiskFiles(), Path.Combine(_root, folder), Alone: false),
            new(new(allow, locked), AllowRecipeChange: false)
        );

    /// <summary>A run that has begun, and the record that it left.</summary>
    private string Begun(string run, string? record)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root, run)).FullName;
        File.WriteAllText(Path.Combine(folder, "recipe.json"), "{}");
        Directory.CreateDirectory(Path.Combine(folder, "checkpoints", "step-00000005"));
        if (record is not null)
            File.WriteAllText(Path.Combine(folder, "environment.json"), record);
        return folder;
    }

    private string Record(Action<JsonObject> change)
    {
        var recipe = RecipeReader.Read("new", "new", _suite.Rows[1].Recipe, _catalogue).Match(read => read, _ => null!);
        var entry = JsonNode
            .Parse(
                System.Text.Json.JsonSerializer.Serialize(
                    RunRecord.Here with
                    {
                        Plugins = PluginRecord.Of(recipe),
                    },
                    Json.Indented
                )
            )!
            .AsObject();
        change(entry);
        return new JsonArray(entry).ToJsonString();
    }

    [Test]
    public void A_suites_rows_name_releases_and_share_no_training_across_them()
    {
        Assert.That(
            _suite.Rows.Select(row => (string)row.Recipe["views"]!["adv"]!["attack"]!["use"]!),
            Is.EqualTo(new[] { "sign-momentum@1.0", "sign-momentum@1.1", "sign-momentum@1.1" })
        );
        Assert.That(_suite.Runs.Select(run => run.Donor?.Name), Is.EqualTo(new[] { null, null, "new" }));
    }

    [Test]
    public void The_very_plugins_of_the_record_go_on()
    {
        Begun("same/new", Record(_ => { }));
        Assert.That(
            Check("same")
                .Match(changes => changes.Count, problems => throw new AssertionException(string.Join('\n', problems))),
            Is.Zero
        );
    }

    [Test]
    public void Every_difference_is_listed_whether_gone_come_rebuilt_or_renumbered()
    {
        Begun(
            "other/new",
            Record(entry =>
            {
                var plugins = entry["plugins"]!.AsArray();
                plugins.Remove(plugins.Single(plugin => (string)plugin!["id"]! == "Heads.Mlp"));
                plugins.Single(plugin => (string)plugin!["id"]! == "SignMomentum")!["version"] = "0.9";
                plugins.Single(plugin => (string)plugin!["id"]! == "Encoders.ResNet")!["sha256"] = new string('e', 64);
                plugins.Add(
                    new JsonObject
                    {
                        ["id"] = "Gone",
                        ["version"] = "3.0+x",
                        ["sha256"] = new string('f', 64),
                    }
                );
            })
        );
        var problem = Check("other").Problems.Single();
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0260", Path.Combine(_root, "other", "new"))));
        Assert.That(
            problem.What,
            Does.Match(
                @"^The run was made with other plugins: Encoders\.ResNet 0\.1\.0 \(e{8}\) -> 0\.1\.0 \(\w{8}\); "
                    + @"Gone 3\.0 \(f{8}\) -> none; Heads\.Mlp none -> 0\.1\.0 \(\w{8}\); "
                    + @"SignMomentum 0\.9 \((\w{8})\) -> 1\.1 \(\1\)\.$"
            )
        );
        var change = Check("other", allow: true)
            .Match(changes => changes, problems => throw new AssertionException($"{problems[0]}"))["new"];
        Assert.That((change.Step, change.Changes.Count), Is.EqualTo((5, 4)));
        Assert.That(
            _errors.ToString(),
            Does.Contain("warning ROCL0278 new: The run goes on with other plugins: Encoders.ResNet")
        );
    }

    [TestCase(null)]
    [TestCase("nothing")]
    [TestCase("[]")]
    [TestCase("""[{ "rocl": "0.1.0" }]""")]
    public void A_record_that_says_nothing_of_plugins_is_a_problem_until_the_change_is_allowed(string? record)
    {
        var run = Begun("silent/new", record);
        Assert.That(Check("silent").Problems.Select(problem => problem.Code), Is.EqualTo(new[] { "ROCL0262" }));
        Assert.That(Check("silent", allow: true).Problems, Is.Empty);
        Assert.That(Check("nowhere", locked: run).Problems.Single().Code, Is.EqualTo("ROCL0262"));
        Directory.Delete(run, recursive: true);
    }

    [Test]
    public void Another_runs_plugins_are_demanded_of_every_row_that_shares_their_ids()
    {
        var run = Begun("demanded", Record(_ => { }));
        var problem = Check("nowhere", locked: run).Problems.Single();
        Assert.That(
            (problem.Code, problem.Where),
            Is.EqualTo(("ROCL0261", $"{Path.Combine(_root, "two.json")}: rows.old"))
        );
        Assert.That(
            problem.What,
            Does.Match($@"^The recipe uses other plugins than {run}: SignMomentum 1\.1 \(\w+\) -> 1\.0 \(\w+\)\.$")
        );
    }

    [Test]
    public void Another_build_of_the_host_is_a_warning()
    {
        Begun(
            "host/new",
            Record(entry =>
            {
                entry["host"] = new string('0', 64);
                entry["rocl"] = "0.0.9";
            })
        );
        Assert.That(Check("host").Problems, Is.Empty);
        Assert.That(
            _errors.ToString(),
            Does.Match(
                @"warning ROCL0263 .*host.new: The run goes on with another build of the host: "
                    + @"rocl 0\.0\.9 -> 0\.1\.0\S*; files 0{8} -> \w{8}\."
            )
        );
    }
}
