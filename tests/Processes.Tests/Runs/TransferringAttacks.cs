using System.Text.Json.Nodes;
using Shared.Folders;

namespace Processes.Tests.Runs;

/// <summary>
/// One run's model given to another run by the real program: black-box transfer, and what can be
/// wrong with it.
/// </summary>
public sealed class TransferringAttacks
{
    private static readonly Rocl Program = new();

    private static readonly string[] Supervised =
    [
        "run",
        "demo-supervised",
        "--device",
        "cpu",
        .. Rocl.Tiny,
        "--set",
        "evaluate=[]",
    ];

    [OneTimeSetUp]
    public void TrainTwoAndSpoilCopies()
    {
        foreach (var (name, seed) in new[] { ("one", "1"), ("two", "2") })
        {
            var ended = Program.Run([.. Supervised, "--out", name, "--seed", seed]);
            Assert.That(ended.Code, Is.Zero, ended.ToString());
        }
        Copy("two", "untrained", _ => { });
        Directory.Delete(Program["untrained/checkpoints"], recursive: true);
        Copy("two", "wider", recipe => recipe["encoder"]!["width"] = 32);
        Copy("two", "damaged", _ => { });
        foreach (
            var file in Directory.EnumerateFiles(
                Program["damaged/checkpoints"],
                "model.safetensors",
                SearchOption.AllDirectories
            )
        )
        {
            File.WriteAllText(file, "");
        }
    }

    [OneTimeTearDown]
    public void Leave() => Program.Dispose();

    private static Ended Evaluate(string from, string options = "") =>
        Program.Run(
            "evaluate",
            "one",
            "--device",
            "cpu",
            "--set",
            $$"""
            evaluate=[
              {
                "use": "linear",
                "epochs": 5,
                "batch": 40,
                "threats": [{ "linf": "64/255" }],
                "attack": { "use": "transfer", "from": "{{from}}"{{options}}, "by": { "use": "pgd", "iterations": 3 } }
              }
            ]
            """
        );

    [Test]
    public void A_figure_comes_out_twice_alike_and_names_the_weights_of_the_gradient_network()
    {
        foreach (var from in new[] { "two", "./two/" })
        {
            var ended = Evaluate(from);
            Assert.That(ended.Code, Is.Zero, ended.ToString());
            Assert.That(ended.Output, Does.Contain("transferred PGD-3 linf 64/255"));
        }
        var written = Directory
            .EnumerateFiles(Program["one/evaluations"])
            .Order(StringComparer.Ordinal)
            .Select(file => JsonNode.Parse(File.ReadAllText(file))!)
            .Where(summary => ((string)summary["models"]![0]!["path"]!).Contains("two", StringComparison.Ordinal))
            .ToList();
        var accuracies = written
            .Select(summary =>
                string.Join(
                    ' ',
                    summary["evaluations"]![0]!["conditions"]!.AsArray().Select(condition => condition!["accuracy"])
                )
            )
            .ToList();
        Assert.That(accuracies[1], Is.EqualTo(accuracies[0]));
        Assert.That(
            written.Select(summary => (string)summary["models"]![0]!["path"]!),
            Is.EqualTo(new[] { "two", "./two/" })
        );
        Assert.That(
            written.Select(summary => (string)summary["models"]![0]!["weights"]!),
            Is.All.EqualTo((string)Program.Json("two/summary.json")["weights"]!)
        );
    }

    [Test]
    public void A_training_view_can_take_its_gradient_from_it_and_the_run_records_which_weights()
    {
        var ended = Program.Run([
            "run",
            "demo-rocl",
            "--device",
            "cpu",
            .. Rocl.Tiny,
            "--set",
            "evaluate=[]",
            "--out",
            "three",
            "--set",
            "views.adv.attack={\"use\":\"transfer\",\"from\":\"two\",\"by\":\"pgd\"}",
        ]);
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        Assert.That(
            (string)Program.Json("three/environment.json")[0]!["models"]![0]!["weights"]!,
            Is.EqualTo((string)Program.Json("two/summary.json")["weights"]!)
        );
        Assert.That(Program.Json("one/environment.json")[0]!["models"], Is.Null);
    }

    [Test]
    public void Neither_its_data_nor_a_run_that_it_names_itself_has_to_be_there()
    {
        Copy(
            "two",
            "moved",
            recipe =>
            {
                recipe["data"]!["folder"] = "nowhere";
                recipe["evaluate"] = JsonNode.Parse(
                    """
                    [
                      {
                        "use": "linear",
                        "attack": { "use": "transfer", "from": "gone", "by": "pgd" },
                        "threats": [{ "linf": "8/255" }]
                      }
                    ]
                    """
                );
            }
        );
        var ended = Evaluate("moved", ",\"raise\":\"dissimilarity\",\"head\":\"features\"");
        Assert.That(ended.Code, Is.Zero, ended.ToString());
    }

    [TestCase("nowhere", "ROCL0603", TestName = "A run that is not there")]
    [TestCase("untrained", "ROCL0604", TestName = "A run without a checkpoint")]
    [TestCase("wider", "ROCL0610", TestName = "A run with a recipe of another architecture")]
    [TestCase("damaged", "ROCL0611", TestName = "A run without a whole checkpoint")]
    public void Is_refused_with_the_recipes_key_and_nothing_is_written(string from, string code)
    {
        var before = Program.Files().ToList();
        var ended = Evaluate(from);
        Assert.That(ended.Code, Is.EqualTo(6), ended.ToString());
        Assert.That(
            ended.ErrorLines[^1],
            Does.StartWith($"error {code} one{Path.DirectorySeparatorChar}recipe.json: evaluate.0.attack.from: {from}")
        );
        Assert.That(
            ended.ErrorLines.Where(line => line.StartsWith("error", StringComparison.Ordinal)).ToList(),
            Has.Count.EqualTo(1)
        );
        Assert.That(ended.ToString(), Does.Not.Contain("   at "), "no stack trace");
        if (code == "ROCL0610")
        {
            Assert.That(
                ended.ErrorLines[^1],
                Does.Contain("is [16, 1, 3, 3] in the file and [32, 1, 3, 3] in the model")
                    .And.Match(@"; and \d+ more\.")
            );
        }

        Assert.That(Program.Files(), Is.EquivalentTo(before), "nothing half written");
    }

    private static void Copy(string run, string to, Action<JsonNode> change)
    {
        FolderCopy.Make(Program[run], Program[to]);
        Program.Remake(to, change);
    }
}
