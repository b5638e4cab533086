using System.Collections.Immutable;
using System.Diagnostics;
using Processes.Tests.Runs;
using RoCL.Runs.Files;
using RoCL.Runs.Recovery;
using RoCL.Runs.Reporting;
using RoCL.Runs.Supervision;
using RoCL.Suites.Supervising;
using Shared.Plugins;
using Shared.Runs;

namespace Processes.Tests.Supervision;

/// <summary>
/// Runs by real workers under a supervisor that does not wait between two of them.
/// </summary>
internal sealed class Watched : IDisposable
{
    private static readonly RecoveryPolicy Impatient = RecoveryPolicy.Training with { Delay = TimeSpan.Zero };
    private static readonly string[] Plugins =
    [
        "--plugin",
        Places.TestPlugin("Faulty"),
        "--plugin",
        Places.TestPlugin("DiesOnCue"),
    ];

    public Watched() => File.WriteAllText(Rocl["faulty.json"], FaultyRun.Recipe);

    /// <summary>The program, and the folder that all is in.</summary>
    public Rocl Rocl { get; } = new();

    /// <summary>The command line of a run.</summary>
    public string[] Command(string root, params string[] settings) =>
        [
            "run",
            "faulty.json",
            "--out",
            Rocl[root],
            .. Going,
            "--set",
            "evaluate=[]",
            .. settings.SelectMany(setting => new[] { "--set", setting }),
        ];

    /// <summary>The command line that goes on.</summary>
    public string[] Again(string root) => ["run", Rocl[root], .. Going];

    /// <summary>Runs to the end; the exit code, and standard error without progress.</summary>
    /// <param name="root">The folder for the results.</param>
    /// <param name="arguments">The command line.</param>
    /// <param name="patience">How long a component may be silent.</param>
    public (int Code, ImmutableArray<string> Errors) Run(string root, string[] arguments, TimeSpan? patience = null)
    {
        using var said = new StringWriter();
        using var signals = new Signals();
        var supervisor = new Supervisor(
            Impatient,
            TimeProvider.System,
            new WorkerProcess(Start, said),
            new DiskFiles(),
            new ErrorOutput(said)
        );
        var code = supervisor.Run(
            new(Rocl[root], [.. arguments], [.. Again(root)], patience ?? TimeSpan.FromMinutes(10)),
            signals
        );
        return (code, [.. Ended.Of(code, "", $"{said}").Complaints]);
    }

    /// <summary>
    /// What cannot differ between two runs that are the same: the weights, and each step's line.
    /// </summary>
    public (string Weights, string Metrics) Bits(string root) =>
        (
            (string)Rocl.Json(Path.Combine(root, "summary.json"))["weights"]!,
            File.ReadAllText(Rocl[Path.Combine(root, "metrics.jsonl")])
        );

    /// <summary>The workers that died in a run.</summary>
    public ImmutableArray<WorkerDeath> Deaths(string root) => WorkerDeaths.In(new(new DiskFiles(), Rocl[root]));

    public void Dispose() => Rocl.Dispose();

    private static string[] Going => ["--device", "cpu", .. Plugins];

    // What a worker writes to its terminal is of no interest here.
    private ProcessStartInfo Start(IReadOnlyList<string> arguments)
    {
        var start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo(Rocl.Program, arguments)
            : new ProcessStartInfo("sh", ["-c", "exec \"$0\" \"$@\" > /dev/null", Rocl.Program, .. arguments]);
        start.WorkingDirectory = Rocl.Folder;
        start.Environment["OMP_NUM_THREADS"] = "1";
        return start;
    }
}
