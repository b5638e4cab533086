using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using RoCL.Runs.Files;
using RoCL.Runs.Replay;
using Shared.Fuzzing;

namespace Host.Tests.Fuzzing;

/// <summary>The files that a failed step leaves.</summary>
internal static class FailedStepReaders
{
    private const string Manifest = "manifest.json";
    private static readonly string[] Names = ["plugins.json", "step.json", "error.json"];

    /// <summary>All of them.</summary>
    public static IEnumerable<Fuzz> Of(WrittenRun run) =>
        Names.Select(name => new Fuzz(name, 50, [Bytes(run, name)], bytes => Read(run, name, bytes)));

    private static ImmutableArray<Problem> Read(WrittenRun run, string name, byte[] bytes) =>
        WrittenRun.Changed(run.FailedStep, [name, Manifest], () => Read(run, name, bytes, Bytes(run, name)));

    // As it is damaged, and as somebody forges it who does not forget its sum.
    private static ImmutableArray<Problem> Read(WrittenRun run, string name, byte[] bytes, byte[] sound)
    {
        File.WriteAllBytes(Path.Combine(run.FailedStep, name), bytes);
        if (!bytes.AsSpan().SequenceEqual(sound))
        {
            var refused = FailedStepFolder.Read(run.Folder.Files, run.FailedStep).Problems.Single();
            Assert.That(refused.Code, Is.EqualTo("ROCL0615"));
        }

        WriteManifest(run, name);
        return FailedStepFolder
            .Read(run.Folder.Files, run.FailedStep)
            .Match(
                read =>
                {
                    if (Retaking.Misfit(run.FailedStep, read.Step, run.Plan) is { } misfit)
                        return [misfit];
                    _ =
                        $"{read.Step.Steps(run.Plan, 0).Last().LearningRate}"
                        + $"{read.Error.IsSame(WrittenRun.AsIfNone)}{read.Plugins.FirstOrDefault()?.Record}";
                    return [];
                },
                problems => problems
            );
    }

    private static void WriteManifest(WrittenRun run, string changed)
    {
        var sums = RoCL.Runs.Files.Json.Read<Dictionary<string, string>>(Encoding.UTF8.GetString(Bytes(run, Manifest)));
        sums[changed] = VouchedFile.Hash(run.Folder.Files, Path.Combine(run.FailedStep, changed));
        File.WriteAllText(Path.Combine(run.FailedStep, Manifest), JsonSerializer.Serialize(sums));
    }

    private static byte[] Bytes(WrittenRun run, string name) => File.ReadAllBytes(Path.Combine(run.FailedStep, name));
}
