using System.Collections.Immutable;
using RoCL.Plugins.Trust;
using RoCL.Reports.Results;
using RoCL.Reports.Tables;
using RoCL.Runs.Journal;
using RoCL.Runs.Provenance;
using RoCL.Runs.Recovery;
using RoCL.Runs.Results;
using Shared.Fuzzing;

namespace Host.Tests.Fuzzing;

/// <summary>The files that say how a run went.</summary>
internal static class ResultReaders
{
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

    private static readonly WorkerDeath Death = new(DateTimeOffset.UnixEpoch, 1, 2, "a place", "was killed", "words");

    private static readonly byte[] MetricLines =
    [
        .. Enumerable
            .Range(0, 4)
            .SelectMany(step =>
                new Metric(step, 0, 0.5, new Dictionary<string, double> { ["nt-xent"] = 0.5 }, 0.1, 1, null).ToLine()
            ),
    ];

    /// <summary>All of them.</summary>
    public static IEnumerable<Fuzz> Of(WrittenRun run)
    {
        var folder = run.Folder;
        var record = RunRecord.Here with { Plugins = [Plugin], PluginChange = Change };
        return
        [
            Reader("summary.json", 200, WrittenRun.Written(Whole), folder.Summary, () => ReadSummary(run)),
            Reader("failure.json", 50, WrittenRun.Written(WrittenRun.AsIfNone), folder.Failure, () => ReadFailure(run)),
            Reader("attempts.json", 50, WrittenRun.Written(new[] { Death }), folder.Attempts, () => ReadDeaths(run)),
            Reader(
                "environment.json",
                100,
                WrittenRun.Written(new[] { record }),
                folder.Environment,
                () => ReadRecords(run)
            ),
            Reader("metrics.jsonl", 100, MetricLines, folder.Metrics, () => ReadMetrics(run)),
        ];
    }

    private static Fuzz Reader(string name, int count, byte[] sound, string path, Func<ImmutableArray<Problem>> read) =>
        new(name, count, [sound], bytes => WrittenRun.Read(path, bytes, read));

    private static ImmutableArray<Problem> ReadSummary(WrittenRun run)
    {
        if (SummaryFile.Read(run.Folder) is not { } read)
            return [WrittenRun.AsIfNone];
        _ = $"{read.RobustAccuracy.Count}{read.CleanAccuracy}{read.PeakMemoryMiB}";
        _ = ResultMarkdown.Of(ResultSet.Of([("r", read)]));
        return [];
    }

    private static ImmutableArray<Problem> ReadFailure(WrittenRun run) =>
        RunState.Of(run.Folder) is RunState.Failed ? [] : [WrittenRun.AsIfNone];

    private static ImmutableArray<Problem> ReadDeaths(WrittenRun run)
    {
        var deaths = WorkerDeaths.In(run.Folder);
        return deaths.IsEmpty || $"{deaths[^1]}".Length == 0 ? [WrittenRun.AsIfNone] : [];
    }

    private static ImmutableArray<Problem> ReadRecords(WrittenRun run) =>
        RunRecord
            .In(run.Folder)
            .Match(
                records =>
                {
                    var differences = PluginDifference.Between(records[0].Plugins!.Value, [Plugin]);
                    _ = $"{RunRecord.Here.HostSince(records[^1])}{records[^1].PluginChange}";
                    _ = string.Concat(differences);
                    return [];
                },
                problems => problems
            );

    private static ImmutableArray<Problem> ReadMetrics(WrittenRun run)
    {
        using (new Metrics(run.Folder, 4)) { }
        return Metrics.Read(run.Folder).Count() == 4 ? [] : [WrittenRun.AsIfNone];
    }
}
