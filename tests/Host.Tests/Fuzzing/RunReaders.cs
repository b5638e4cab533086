using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RoCL.Core.Plans;
using RoCL.Core.Reading;
using RoCL.Plugins.Trust;
using RoCL.Reports.Results;
using RoCL.Reports.Tables;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Journal;
using RoCL.Runs.Provenance;
using RoCL.Runs.Recipes;
using RoCL.Runs.Recovery;
using RoCL.Runs.Replay;
using RoCL.Runs.Results;
using RoCL.Suites.Rows;
using Shared.Fuzzing;
using Shared.Toys;

namespace Host.Tests.Fuzzing;

/// <summary>
/// What the host reads of a run and of suites. Where a damaged file means that there is none, that
/// is its refusal.
/// </summary>
public sealed class RunReaders
{
    private static readonly Problem AsIfNone = new("ROCL0000", "the file", "is as if it were not there.", "");
    private static readonly RunFolder Run = new(
        new DiskFiles(),
        Directory.CreateTempSubdirectory("rocl-fuzz-").FullName
    );
    private static readonly string Step = Path.Combine(Run.Checkpoints, "step-00000003");

    private static readonly string LeftByStep;
    private static readonly Plan Plan;

    private static readonly PluginRecord Plugin = new("a", "1.0+c", "0123456789abcdef");
    private static readonly PluginChange Change = new(3, [new(Plugin, null), new(null, Plugin)]);

    private static readonly Summary Whole = new(
        "r",
        "about",
        1,
        "cpu",
        3,
        1,
        new(1, 2, 3),
        0.5,
        "00ff",
        [
            new(
                "linear",
                "a protocol",
                1,
                2,
                [
                    new("clean", null, 0.5, [0.4, 0.6], 40, 1, new Dictionary<string, double> { ["0"] = 0.5 }),
                    new("pgd", "linf 0.03", 0.5, [0.4, 0.6], 40, 1, new Dictionary<string, double>()),
                ],
                [new("", "pgd", "linf", 3, [new("ROCL0521", "zero", true, 0.5, "says")])]
            ),
        ]
    )
    {
        Plugins = [Plugin],
        PluginChange = Change,
        Models = [new("runs/a", "00")],
    };

    private static readonly byte[] Metric = Encoding.UTF8.GetBytes(
        string.Concat(
            Enumerable
                .Range(0, 4)
                .Select(step =>
                    JsonSerializer.Serialize(
                        new Metric(step, 0, 0.5, new Dictionary<string, double> { ["nt-xent"] = 0.5 }, 0.1, 1, null),
                        Json.Line
                    ) + "\n"
                )
        )
    );

    static RunReaders()
    {
        File.WriteAllText(Run.Recipe, "{}");
        using var toys = new Toybox();
        var state = new CheckpointState(3, 1, 2, 3, 0.5)
        {
            Retries = RetryHistory.None.With(new(1, 2, "ROCL0300", DateTimeOffset.UnixEpoch)),
        };
        using (var checkpoint = RoCL.Runs.Checkpoints.Checkpoint.Of(state, toys.Model))
            new CheckpointSaving(Run).Save(checkpoint, keep: 1);
        var step = new FailedStep(3)
        {
            Source = "r.json",
            Step = toys.Plan.StepAt(3),
            GoneBack = [new(3, 2, 0.5, "why")],
        };
        var failure = new StepFailure(
            step,
            StepError.Of(AsIfNone, new IOException("thrown")),
            "{}",
            [new("a", "1.0+c", "0123456789abcdef") { Path = "a.dll" }]
        );
        LeftByStep = FailedStepWriter.Write(
            Run,
            3,
            () => failure,
            null,
            warning => throw new InvalidOperationException(warning)
        )!;
        Plan = toys.Plan;
    }

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(Run.Root, recursive: true);

    public static IEnumerable<Fuzz> Readers() =>
        [
            new(
                "summary.json",
                200,
                [Written(Whole)],
                bytes =>
                    Read(
                        Run.Summary,
                        bytes,
                        () =>
                        {
                            if (SummaryFile.Read(Run) is not { } read)
                                return [AsIfNone];
                            _ = (
                                read.RobustAccuracy,
                                read.CleanAccuracy,
                                read.PeakMemoryMiB,
                                ResultMarkdown.Of(ResultSet.Of([("r", read)])),
                                Written(Whole)
                            );
                            return [];
                        }
                    )
            ),
            new(
                "failure.json",
                50,
                [Written(AsIfNone)],
                bytes => Read(Run.Failure, bytes, () => RunState.Of(Run) is RunState.Failed ? [] : [AsIfNone])
            ),
            new(
                "attempts.json",
                50,
                [Written(new[] { new WorkerDeath(DateTimeOffset.UnixEpoch, 1, 2, "a place", "was killed", "words") })],
                bytes =>
                    Read(
                        Run.Attempts,
                        bytes,
                        () =>
                            WorkerDeaths.In(Run) is { IsEmpty: false } read && $"{read[^1]}".Length > 0
                                ? []
                                : [AsIfNone]
                    )
            ),
            new(
                "environment.json",
                100,
                [Written(new[] { RunRecord.Here with { Plugins = [Plugin], PluginChange = Change } })],
                bytes =>
                    Read(
                        Run.Environment,
                        bytes,
                        () =>
                            RunRecord
                                .In(Run)
                                .Match(
                                    records =>
                                    {
                                        _ =
                                            $"{RunRecord.Here.HostSince(records[^1])}{records[^1].PluginChange}{string.Join("", PluginDifference.Between(records[0].Plugins!.Value, [Plugin]))}";
                                        return [];
                                    },
                                    problems => problems
                                )
                    )
            ),
            new("plugins.json", 50, [Left("plugins.json")], bytes => Failed("plugins.json", bytes)),
            new(
                "metrics.jsonl",
                100,
                [Metric],
                bytes =>
                    Read(
                        Run.Metrics,
                        bytes,
                        () =>
                        {
                            using (new Metrics(Run, 4)) { }
                            return Metrics.Read(Run).Count() == 4 ? [] : [AsIfNone];
                        }
                    )
            ),
            new(
                "manifest.json",
                100,
                [Saved("manifest.json")],
                bytes => Checkpoint("manifest.json", bytes, summed: false)
            ),
            new(
                "checkpoint.json",
                100,
                [Saved("checkpoint.json")],
                bytes => Checkpoint("checkpoint.json", bytes, summed: true)
            ),
            new(
                "model.safetensors",
                100,
                [Saved("model.safetensors")],
                bytes => Checkpoint("model.safetensors", bytes, summed: true)
            ),
            new("step.json", 50, [Left("step.json")], bytes => Failed("step.json", bytes)),
            new("error.json", 50, [Left("error.json")], bytes => Failed("error.json", bytes)),
            new(
                "suite",
                150,
                [
                    Encoding.UTF8.GetBytes(
                        """
                        { "suite": "s", "about": "a", "seeds": [1, 2], "set": { "optimizer.lr": 0.3 }, "grid": { "views.a.x": [1, "2/255"] },
                          "rows": { "A": { "recipe": "demo-rocl", "set": { "train.epochs": 2, "evaluate.0.x": 1 } }, "B": "demo-simclr" } }
                        """
                    ),
                ],
                bytes =>
                    RecipeText
                        .Parse("s.json", Encoding.UTF8.GetString(bytes))
                        .Then(document =>
                            new SuiteReader("s.json", Path.Combine(Run.Root, "s.json"), Variation.None).Read(document)
                        )
                        .Then<int>(suite => suite.Runs.Length + suite.Document.ToJsonString().Length)
                        .Problems
            ),
            new(
                "recipe of a run",
                100,
                ["""{ "extends": "demo-rocl", "seed": 3, "encoder": { "use": "small-resnet" } }"""u8.ToArray()],
                bytes =>
                    Read(
                        Path.Combine(Run.Root, "r.json"),
                        bytes,
                        () => RecipeFiles.Load(Path.Combine(Run.Root, "r.json"), ["seed=2"]).Problems
                    )
            ),
        ];

    [TestCaseSource(nameof(Readers))]
    public void A_mutated_file_is_refused_with_a_code_or_read_whole(Fuzz reader) => reader.Ordinary();

    [TestCaseSource(nameof(Readers)), Explicit("minutes")]
    public void So_are_twenty_times_as_many(Fuzz reader) => reader.TwentyTimes();

    [TestCase("step-x")]
    [TestCase("step-")]
    [TestCase("step-99999999999999999999999")]
    public void A_folder_that_only_looks_like_a_checkpoint_is_left_alone(string name)
    {
        Directory.CreateDirectory(Path.Combine(Run.Checkpoints, name));
        Assert.That(CheckpointStore.TrainedSteps(Run), Is.EqualTo(3));
        Assert.That(CheckpointStore.In(Run), Is.EqualTo(new[] { Step }));
        Directory.Delete(Path.Combine(Run.Checkpoints, name));
    }

    private static byte[] Written<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Json.Indented);

    private static byte[] Left(string name) => File.ReadAllBytes(Path.Combine(LeftByStep, name));

    // As it is damaged, and as somebody forges it who does not forget its sum.
    private static ImmutableArray<Problem> Failed(string name, byte[] bytes)
    {
        var (files, before) = (new DiskFiles(), new[] { name, "manifest.json" }.ToDictionary(file => file, Left));
        try
        {
            File.WriteAllBytes(Path.Combine(LeftByStep, name), bytes);
            if (!bytes.AsSpan().SequenceEqual(before[name]))
                Assert.That(FailedStepFolder.Read(files, LeftByStep).Problems.Single().Code, Is.EqualTo("ROCL0615"));
            var sums = Json.Read<Dictionary<string, string>>(Encoding.UTF8.GetString(before["manifest.json"]));
            sums[name] = VouchedFile.Hash(files, Path.Combine(LeftByStep, name));
            File.WriteAllText(Path.Combine(LeftByStep, "manifest.json"), JsonSerializer.Serialize(sums));
            return FailedStepFolder
                .Read(files, LeftByStep)
                .Match(
                    read =>
                    {
                        if (Retaking.Misfit(LeftByStep, read.Step, Plan) is { } misfit)
                            return [misfit];
                        _ = (
                            read.Step.Steps(Plan, 0).Last().LearningRate,
                            read.Error.IsSame(AsIfNone),
                            $"{read.Plugins.FirstOrDefault()?.Record}"
                        );
                        return [];
                    },
                    problems => problems
                );
        }
        finally
        {
            foreach (var (file, content) in before)
                File.WriteAllBytes(Path.Combine(LeftByStep, file), content);
        }
    }

    private static byte[] Saved(string name) => File.ReadAllBytes(Path.Combine(Step, name));

    private static ImmutableArray<Problem> Read(string path, byte[] bytes, Func<ImmutableArray<Problem>> read)
    {
        File.WriteAllBytes(path, bytes);
        try
        {
            return read();
        }
        finally
        {
            File.Delete(path);
        }
    }

    // The only checkpoint with another file in it; whoever forges one would not forget its sum.
    private static ImmutableArray<Problem> Checkpoint(string name, byte[] bytes, bool summed)
    {
        var before = new[] { name, "manifest.json" }.Distinct().ToDictionary(file => file, Saved);
        var found = new List<string>();
        try
        {
            File.WriteAllBytes(Path.Combine(Step, name), bytes);
            if (summed)
            {
                AtomicFile.WriteJson(
                    new DiskFiles(),
                    Path.Combine(Step, "manifest.json"),
                    new[] { "model.safetensors", "checkpoint.json" }.ToDictionary(
                        file => file,
                        file => Convert.ToHexStringLower(SHA256.HashData(Saved(file)))
                    )
                );
            }

            return new CheckpointStore(Run, found.Add)
                .Newest()
                .Match(
                    saved =>
                    {
                        _ = (saved!.Weights.Architecture, saved.State.Cost);
                        saved.Dispose();
                        return [];
                    },
                    problems => problems
                );
        }
        finally
        {
            foreach (var (file, content) in before)
                File.WriteAllBytes(Path.Combine(Step, file), content);
        }
    }
}
