using System.Text.Json.Nodes;
using RoCL.Core.Tensors;
using Shared.Folders;

namespace Processes.Tests.Runs;

/// <summary>
/// A run that begins with another run's weights, or with a foreign file's, through the real
/// program.
/// </summary>
public sealed class BeginningWithWeights
{
    private static readonly Rocl Program = new();

    private static readonly string[] Small = ["--device", "cpu", .. Rocl.Tiny, "--set", "evaluate=[]"];

    [OneTimeSetUp]
    public void TrainARun()
    {
        var ended = Program.Run(["run", "demo-simclr", "--out", "first", .. Small]);
        Assert.That(ended.Code, Is.Zero, ended.ToString());
    }

    [OneTimeTearDown]
    public void Leave() => Program.Dispose();

    private static Ended Begin(string folder, string init, params string[] settings) =>
        Program.Run([
            "run",
            "demo-simclr",
            "--out",
            folder,
            .. Small,
            "--set",
            $"init={init}",
            .. settings.SelectMany(setting => new[] { "--set", setting }),
        ]);

    private static string Weights(string run) => (string)Program.Json($"{run}/summary.json")["weights"]!;

    private static JsonNode Record(string run) => Program.Json($"{run}/environment.json").AsArray()[^1]!["init"]!;

    [Test]
    public void Nothing_trained_is_the_other_run_to_the_bit_and_the_record_says_with_what_it_began()
    {
        var ended = Begin("same", "{\"from\":\"first\",\"parts\":[\"encoder\",\"heads\"]}", "train.epochs=0");
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        Assert.That(Weights("same"), Is.EqualTo(Weights("first")));
        Assert.That((string)Record("same")["from"]!, Does.EndWith("first"));
        Assert.That((string)Record("same")["sha256"]!, Is.EqualTo(Weights("first")));
        Assert.That(File.ReadAllText(Program["same/log.jsonl"]), Does.Contain("Began with"));

        // Without a checkpoint it begins again, with these weights or not at all.
        var records = Program.Json("same/environment.json");
        records[0]!["init"]!["sha256"] = new string('0', 64);
        File.WriteAllText(Program["same/environment.json"], records.ToJsonString());
        File.Delete(Program["same/summary.json"]);
        Directory.Delete(Program["same/checkpoints"], recursive: true);
        var changed = Program.Run("run", "same");
        Assert.That(changed.Code, Is.Not.Zero);
        Assert.That(changed.Error, Does.Contain("error ROCL0167 ").And.Contain("00000000 -> "));
    }

    [Test]
    public void A_second_stage_goes_on_to_the_same_bits_when_the_first_is_gone()
    {
        FolderCopy.Make(Program["first"], Program["passing"]);
        var ended = Begin("whole", "{\"from\":\"passing\"}", "checkpoints.keep=9");
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        var whole = Weights("whole");
        Assert.That(whole, Is.Not.EqualTo(Weights("first")));

        // As a process leaves it that was killed in the first step; and the first stage goes.
        foreach (var checkpoint in Directory.GetDirectories(Program["whole/checkpoints"]))
        {
            if (Path.GetFileName(checkpoint) != "step-00000000")
                Directory.Delete(checkpoint, recursive: true);
        }
        File.Delete(Program["whole/summary.json"]);
        Directory.Delete(Program["passing"], recursive: true);
        var resumed = Program.Run("run", "whole");
        Assert.That(resumed.Code, Is.Zero, resumed.ToString());
        Assert.That(Weights("whole"), Is.EqualTo(whole));
        Assert.That((string)Record("whole")["from"]!, Does.EndWith("passing"), "in the record of the second time too");
    }

    [Test]
    public void A_file_of_torchvisions_names_is_taken_without_its_classifier()
    {
        var newest = Directory.GetDirectories(Program["first/checkpoints"]).Order(StringComparer.Ordinal).Last();
        using (NewDisposeScope())
        {
            var own = Safetensors.Read(File.ReadAllBytes(Path.Combine(newest, "model.safetensors")), "first");
            var foreign = own.ValueOrThrow()
                .Tensors.Where(tensor => tensor.Key.StartsWith("encoder.", StringComparison.Ordinal))
                .Select(tensor => KeyValuePair.Create($"module.{tensor.Key["encoder.".Length..]}", tensor.Value))
                .Append(KeyValuePair.Create("module.fc.weight", zeros(10, 64)));
            using var file = File.Create(Program["foreign.safetensors"]);
            Safetensors.Write(TensorFile.Of(foreign), file);
        }

        var ended = Begin("foreign", "{\"from\":\"foreign.safetensors\"}", "train.epochs=0");
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        Assert.That(Begin("of-run", "{\"from\":\"first\"}", "train.epochs=0").Code, Is.Zero);
        Assert.That(Weights("foreign"), Is.EqualTo(Weights("of-run")));
        Assert.That(Weights("foreign"), Is.Not.EqualTo(Weights("first")), "the projector is newly drawn");
        Assert.That(File.ReadAllText(Program["foreign/log.jsonl"]), Does.Contain("module.fc.weight"));
    }

    [TestCase("{\"from\":\"first\"}", "ROCL0164", TestName = "Weights of another architecture")]
    [TestCase("{\"from\":\"first\",\"parts\":[\"head\"]}", "ROCL0163", TestName = "A part that is not there")]
    [TestCase("{\"from\":\"nowhere\"}", "ROCL0603", TestName = "A run that is not there")]
    [TestCase("{\"from\":\"nowhere.safetensors\"}", "ROCL0166", TestName = "A file that is not there")]
    public void Is_refused_before_a_folder_is_made(string init, string code)
    {
        var ended = Begin("refused", init, "encoder.width=32");
        Assert.That(ended.Code, Is.Not.Zero);
        Assert.That(ended.ErrorLines[^1], Does.StartWith($"error {code} demo-simclr.json: init.from: "));
        Assert.That(Directory.Exists(Program["refused"]), Is.False);
    }

    [Test]
    public void A_row_of_a_suite_begins_with_the_weights_of_the_row_before_it_of_the_same_seed()
    {
        File.WriteAllText(
            Program["stages.json"],
            """
            {
              "suite": "stages",
              "seeds": 2,
              "set": {
                "images": { "train": 64, "test": 20 },
                "train": { "epochs": 1, "batch": 32 },
                "masking.images": 0,
                "evaluate": []
              },
              "rows": {
                "one": { "recipe": "demo-simclr" },
                "two": {
                  "recipe": "demo-simclr",
                  "set": { "train.epochs": 0, "init": { "from": "row:one", "parts": ["encoder", "heads"] } }
                }
              }
            }
            """
        );
        var ended = Program.Run("run", "stages.json", "--out", "stages", "--device", "cpu", "--no-supervisor");
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        foreach (var seed in new[] { 1, 2 })
            Assert.That(Weights($"stages/two_seed={seed}"), Is.EqualTo(Weights($"stages/one_seed={seed}")));
    }

    [Test]
    public void A_classifier_from_a_file_is_compared_by_its_classes_as_one_from_a_run_is()
    {
        const string classes = """data={"use":"subset","of":"fashion-mnist","classes":["Bag","Coat","Sandal"]}""";
        const string others = """data={"use":"subset","of":"fashion-mnist","classes":["Sandal","Bag","Coat"]}""";
        string[] few = ["--set", "images={\"train\":60,\"test\":30}", "--set", "masking.images=0", "--device", "cpu"];
        string[] measured = ["--set", "train.batch=20", "--set", "evaluate=[{\"use\":\"trained-head\"}]"];
        string[] made = ["--out", "head", "--set", "train.epochs=2", "--set", classes];
        Ended Ran(params string[] args) => Program.Run([.. args, .. few, .. measured]);

        Assert.That(Ran(["run", "demo-supervised", .. made]).Code, Is.Zero);
        Assert.That(Program.Run("export", "head", "--out", "head-export").Code, Is.Zero);
        var checkpoint = Directory.GetDirectories(Program["head/checkpoints"]).Order(StringComparer.Ordinal).Last();
        var weights = Path.Combine(checkpoint, "model.safetensors");
        foreach (var file in new[] { "head-export/heads.safetensors", weights })
        {
            var init = $"init={{\"from\":\"{file}\",\"parts\":[\"heads\"]}}";
            var begun = Ran("run", "demo-supervised", "--out", "other", "--set", others, "--set", init);
            Assert.That(begun.Error, Does.Contain("error ROCL0272 demo-supervised.json: init.from: "));
        }

        // Nothing is trained here: outputs are put in order, as for a run that is measured again.
        string[] by = ["--encoder", "small-resnet", "--recipe", "demo-supervised", "--json"];
        var own = (double)Program.Json("head/summary.json")["cleanAccuracy"]!;
        foreach (var (name, data) in new[] { ("same", classes), ("others", others) })
        {
            // A name of its own, for folders are called by the second and the file.
            var file = $"{name}.safetensors";
            File.Copy(Program[weights], Program[file]);
            var ended = Ran(["evaluate", file, .. by, "--set", data]);
            Assert.That(ended.Code, Is.Zero, ended.ToString());
            var figure = JsonNode.Parse(ended.Output)!["rows"]![0]!["figures"]![0]!;
            Assert.That((double)figure["accuracy"]!["mean"]!, Is.EqualTo(own));
        }
    }
}
