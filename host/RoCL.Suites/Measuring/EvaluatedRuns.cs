using RoCL.Reports.Answers;
using RoCL.Reports.Results;
using RoCL.Reports.Tables;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Reporting;
using RoCL.Runs.Results;
using Spectre.Console;

namespace RoCL.Suites.Measuring;

/// <summary>
/// <c>rocl evaluate</c>: any protocol on trained encoders, without training them again.
/// </summary>
/// <param name="evaluation">Evaluates one run.</param>
/// <param name="files">The disk.</param>
/// <param name="output">Where results go.</param>
/// <param name="console">Where notices go.</param>
/// <param name="errors">Where problems go.</param>
public sealed class EvaluatedRuns(
    EvaluatedRun evaluation,
    IFiles files,
    ResultOutput output,
    IAnsiConsole console,
    ErrorOutput errors
)
{
    /// <summary>
    /// Evaluates; the exit code, that of the first run which could not be evaluated.
    /// </summary>
    public int Run(EvaluateRequest request, Signals signals)
    {
        var targets = request
            .Targets.Select(name => (Name: name, Runs: EvaluationTarget.In(files, name).ToList()))
            .ToList();
        ImmutableArray<Problem> wrong =
        [
            .. targets.Where(target => target.Runs.Count == 0).Select(target => MissingRun.At(files, target.Name)),
            .. targets.Where(target => target.Runs.Count > 0).SelectMany(target => Lost(target.Name)),
            .. targets.SelectMany(target => target.Runs).SelectMany(run => Misnamed(run, request.Checkpoint)),
        ];
        if (!wrong.IsEmpty)
            return errors.Report(wrong);

        var code = ExitCode.Done;
        var found = new List<(EvaluationTarget Target, Summary Summary)>();
        try
        {
            foreach (var target in targets.SelectMany(each => each.Runs))
            {
                var run = target with { Checkpoint = target.Checkpoint ?? request.Checkpoint };
                var failed = evaluation.Of(run, request, signals).Match(Found, errors.Report);
                code = code == ExitCode.Done ? failed : code;

                int Found(Summary summary)
                {
                    found.Add((run, summary));
                    return ExitCode.Done;
                }
            }
        }
        catch (OperationCanceledException)
        {
            console.WriteLine("Stopped. What is finished is kept; the same command goes on from there.");
            code = signals.ExitCode;
        }

        var names = RunNames.Of(
            [.. found.Select(each => each.Target.Run)],
            [.. found.Select(each => each.Target.Checkpoint)]
        );
        var results = found.Select((each, i) => (names[i], each.Summary)).ToList();
        output.Write(text => ResultTable.Write(text, results), () => RunAnswer.Of(results));
        return code;
    }

    // A row of a suite whose recipe is gone would else be left out in silence.
    private IEnumerable<Problem> Lost(string folder) =>
        LostRecipe.AndRunsIn(files, folder).Select(run => LostRecipe.In(run.Root)).OfType<Problem>();

    // A path that names a checkpoint leaves no choice of one.
    private static IEnumerable<Problem> Misnamed(EvaluationTarget target, string? asked)
    {
        if (asked is null || target.Checkpoint is not { } named || asked == named)
            yield break;
        yield return new(
            "ROCL0281",
            $"--checkpoint {asked}",
            $"It has no effect on {target.Run.Root}, of which the path names the checkpoint {named}.",
            "Leave the option out, or name the run's folder alone."
        );
    }
}
