using System.Collections.Immutable;
using RoCL.Runs.Engine;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Journal;
using RoCL.Runs.Replay;
using RoCL.Runs.Results;

namespace Shared.Runs;

/// <summary>
/// A run through the real engine, from its first step to its summary, in which something happens
/// that is written down besides checkpoints and metrics.
/// </summary>
/// <param name="Name">What happens.</param>
/// <param name="Trace">
/// How the name begins of what it leaves in the run's folder, a file or another folder.
/// </param>
/// <param name="Settings">Besides the recipe of <see cref="FaultyRun"/>.</param>
public sealed record WholeRun(string Name, string Trace, ImmutableArray<string> Settings)
{
    // Two steps of two views, one of them attacked, and one loss: the state of teachers and losses
    // comes back from the same checkpoints (Diverging goes back with all of it).
    private static readonly string[] Short =
    [
        "images={\"train\":16,\"test\":16}",
        "checkpoints={\"every\":\"1 steps\",\"keep\":1}",
        "teachers={}",
        "views={\"a\":{},\"adv\":{\"perturb\":\"a\",\"attack\":\"faulty-attack\",\"threat\":{\"linf\":0.1},"
            + "\"maximise\":{\"use\":\"faulty-loss\",\"views\":[\"adv\",\"a\"]}}}",
        "loss=[{\"use\":\"faulty-loss\",\"views\":[\"adv\",\"a\"]}]",
    ];

    // The codes of a disk that fails.
    private static readonly string[] Refusals = ["ROCL0602", "ROCL0607", "ROCL0629", "ROCL0630"];

    /// <summary>An evaluation with an attack keeps what it has finished.</summary>
    public static WholeRun ThatEvaluates { get; } =
        new(
            "evaluates",
            "summary.json",
            [.. Short, "evaluate=[{\"use\":\"faulty-evaluation\",\"attack\":{\"use\":\"faulty-attack\"}}]"]
        );

    /// <summary>
    /// The loss of the second step is infinite, and the run goes back to its beginning: the
    /// checkpoint after the first step, which is due by the clock, is set aside.
    /// </summary>
    public static WholeRun ThatGoesBack { get; } =
        new(
            "goes back",
            "gone-back.json",
            [
                .. Short,
                "checkpoints.every=\"0.00001 minutes\"",
                "evaluate=[]",
                "optimizer.lr=1000",
                "notFinite={\"then\":\"back\",\"factor\":\"1e-5\",\"limit\":2}",
            ]
        );

    /// <summary>The loss throws from the second step on, until it is repaired.</summary>
    public static WholeRun ThatFails { get; } =
        new("fails", RunFolder.FailedStepPrefix, [.. Short, "evaluate=[]", "loss.0.kind=throws", "loss.0.after=1"]);

    /// <summary>
    /// All of them, with the parts of their folders that a training alone leaves alone.
    /// </summary>
    public static IReadOnlyList<object[]> WithParts { get; } =
    [
        [ThatEvaluates, RunPart.Log],
        [ThatEvaluates, RunPart.Evaluations],
        [ThatEvaluates, RunPart.Others],
        [ThatGoesBack, RunPart.Checkpoints],
        [ThatGoesBack, RunPart.Metrics],
        [ThatGoesBack, RunPart.Log],
        [ThatGoesBack, RunPart.Others],
        [ThatFails, RunPart.Log],
        [ThatFails, RunPart.Others],
    ];

    /// <summary>The run of a name.</summary>
    public static WholeRun Named(string name) =>
        WithParts.Select(each => (WholeRun)each[0]).First(run => run.Name == name);

    /// <summary>
    /// The operations that are done, in the run that evaluates, on the same part; none where this
    /// is that run, or the part is one that each run writes in its own way.
    /// </summary>
    /// <param name="part">The part.</param>
    /// <param name="root">An empty folder.</param>
    public IReadOnlyList<FileOperation> DoneElsewhere(RunPart part, string root)
    {
        if (part is not RunPart.Others || this == ThatEvaluates)
            return [];
        var files = new FaultyFiles();
        ThatEvaluates.Finish(root, files, "undisturbed");
        return files.On(part);
    }

    /// <summary>What shows, in a run that came to its end, that it happened.</summary>
    /// <param name="root">The folder above the run's.</param>
    public IReadOnlyList<string> Leaves(string root)
    {
        using var run = new FaultyRun(root, new FaultyFiles());
        return Directory.GetFileSystemEntries(run.Folder.Root, $"{Trace}*");
    }

    /// <summary>Whether it fails by itself.</summary>
    public bool Fails => this == ThatFails;

    /// <summary>Runs, or goes on, on a disk that may fail, and then on one that does not.</summary>
    /// <param name="root">The folder above the run's.</param>
    /// <param name="files">The disk that may fail.</param>
    /// <param name="where">Which failure, for messages.</param>
    /// <returns>The results, which no failure changes.</returns>
    public string Finish(string root, IFiles files, string where)
    {
        using var run = new FaultyRun(root, files);
        var outcome = Run(run);
        if (outcome is RunOutcome.Finished { Summary: var summary })
            return Results(run, summary);
        AssertRefused(outcome, where);
        return Finish(root, where);
    }

    /// <summary>Repairs what fails by itself, and goes on to the end.</summary>
    public string Finish(string root, string where)
    {
        using var run = new FaultyRun(root, new FaultyFiles());
        foreach (var step in run.Folder.FailedSteps)
        {
            Assert.That(FailedStepFolder.Read(run.Folder.Files, step).Problems, Is.Empty, $"{where}: {step} is whole");
        }

        File.WriteAllText(run.Repaired, "");
        var outcome = Run(run);
        Assert.That(outcome, Is.InstanceOf<RunOutcome.Finished>(), $"{where}: {outcome}");
        return Results(run, ((RunOutcome.Finished)outcome).Summary);
    }

    private RunOutcome Run(FaultyRun run)
    {
        string[] settings = Fails ? [.. Settings, $"loss.0.repaired={run.Repaired}"] : [.. Settings];
        return run.Run(settings).Outcome;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private void AssertRefused(RunOutcome outcome, string where)
    {
        var code = ((RunOutcome.Failed)outcome).Problem.Code;
        string[] expected = Fails ? ["ROCL0300", .. Refusals] : Refusals;
        Assert.That(code, Is.AnyOf([.. expected]), where);
    }

    private static string Results(FaultyRun run, Summary summary)
    {
        var accuracies = summary
            .Evaluations.SelectMany(each => each.Conditions)
            .Select(each => $"{each.Name} {each.Accuracy}");
        var steps = Metrics
            .Read(run.Folder with { Files = new DiskFiles() })
            .Select(metric => $"{metric.Step} {metric.Loss:R}");
        return $"{summary.Weights}; {string.Join(", ", accuracies)}; {string.Join(", ", steps)}";
    }
}
