using System.Collections.Immutable;
using System.Text.Json;
using RoCL.Core.Plans;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Replay;
using Shared.Toys;

namespace Host.Tests.Fuzzing;

/// <summary>A run's folder with a checkpoint and with what a failed step left.</summary>
internal sealed class WrittenRun : IDisposable
{
    /// <summary>What stands for a file that is read as if it were not there.</summary>
    public static readonly Problem AsIfNone = new("ROCL0000", "the file", "It is as if it were not there.", "");

    public WrittenRun()
    {
        using var toys = new Toybox();
        Plan = toys.Plan;
        File.WriteAllText(Folder.Recipe, "{}");
        var state = new CheckpointState(3, 1, 2, 3, 0.5)
        {
            Retries = RetryHistory.None.With(new(1, 2, "ROCL0300", DateTimeOffset.UnixEpoch)),
        };
        using (var checkpoint = RoCL.Runs.Checkpoints.Checkpoint.Of(state, toys.Model))
            new CheckpointSaving(Folder).Save(checkpoint, keep: 1);
        FailedStep = FailedStepWriter.Write(
            Folder,
            3,
            () => Failed(toys.Plan),
            null,
            warning => throw new InvalidOperationException(warning)
        )!;
    }

    /// <summary>The run's folder.</summary>
    public RunFolder Folder { get; } = new(new DiskFiles(), Directory.CreateTempSubdirectory("rocl-fuzz-").FullName);

    /// <summary>What the run trains.</summary>
    public Plan Plan { get; }

    /// <summary>The folder of its checkpoint.</summary>
    public string Checkpoint => Path.Combine(Folder.Checkpoints, "step-00000003");

    /// <summary>The folder of its failed step.</summary>
    public string FailedStep { get; }

    /// <summary>A value as the run's files have it.</summary>
    public static byte[] Written<T>(T value) =>
        JsonSerializer.SerializeToUtf8Bytes(value, RoCL.Runs.Files.Json.Indented);

    /// <summary>
    /// Reads while there is a file of some bytes, which is not there before and after.
    /// </summary>
    public static ImmutableArray<Problem> Read(string path, byte[] bytes, Func<ImmutableArray<Problem>> read)
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

    /// <summary>Reads while some files of a folder are changed, and puts them back.</summary>
    public static ImmutableArray<Problem> Changed(
        string folder,
        IEnumerable<string> names,
        Func<ImmutableArray<Problem>> changeAndRead
    )
    {
        var before = names.Distinct().ToDictionary(name => name, name => File.ReadAllBytes(Path.Combine(folder, name)));
        try
        {
            return changeAndRead();
        }
        finally
        {
            foreach (var (name, content) in before)
                File.WriteAllBytes(Path.Combine(folder, name), content);
        }
    }

    public void Dispose() => Directory.Delete(Folder.Root, recursive: true);

    private static StepFailure Failed(Plan plan) =>
        new(
            new FailedStep(3)
            {
                Source = "r.json",
                Step = plan.StepAt(3),
                GoneBack = [new(3, 2, 0.5, "why")],
            },
            StepError.Of(AsIfNone, new IOException("thrown")),
            "{}",
            [new("a", "1.0+c", "0123456789abcdef") { Path = "a.dll" }]
        );
}
