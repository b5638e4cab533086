using RoCL.Reports.Answers;
using RoCL.Reports.Comparing;
using RoCL.Reports.RunPages;
using RoCL.Runs.Engine;
using RoCL.Runs.Folders;
using RoCL.Runs.Recovery;
using RoCL.Runs.Reporting;
using RoCL.Runs.Results;
using RoCL.Suites.Folders;
using RoCL.Suites.Rows;
using Spectre.Console;

namespace RoCL.Suites.Running;

/// <summary>
/// Makes the runs of a suite that are not there yet, and goes on past those that fail.
/// </summary>
public sealed class SuiteEngine(
    RunOpener opener,
    RunEngine engine,
    ResultOutput output,
    IAnsiConsole console,
    ErrorOutput errors
)
{
    /// <summary>
    /// Runs or goes on; the exit code, that of the first failure where there was one.
    /// </summary>
    /// <param name="prepared">What to run.</param>
    /// <param name="signals">What stops it.</param>
    public int Run(PreparedSuite prepared, Signals signals)
    {
        var suite = prepared.Suite;
        var results = prepared.Folder;
        var failures = new SuiteFailures();
        using var place = new HeldPlace(results.Root);
        foreach (var run in prepared.Runs)
        {
            if (place.Lost is { } lost)
                return errors.Report(lost);
            var folder = results.Of(run);
            if (signals.Stop.IsCancellationRequested)
                return RunOpener.Leave(prepared, run) is { } left ? errors.Report(left) : Stopped(prepared, signals);
            RunOutcome outcome;
            try
            {
                using var opened = opener.Open(prepared, run, DonorFailure(prepared, run, failures));
                var change = prepared.Changes.GetValueOrDefault(run.Name);
                outcome = opened switch
                {
                    OpenedRun.Ready ready => engine.Run(
                        ready.Job,
                        folder,
                        prepared.GoOn,
                        prepared.Device,
                        signals,
                        change
                    ),
                    OpenedRun.Ended ended => ended.Outcome,
                    _ => throw new System.Diagnostics.UnreachableException(),
                };
            }
            catch (Exception) when (place.Lost is { } gone)
            {
                return errors.Report(gone);
            }
            catch (ProblemException fault) when (fault.Problem.Code == HeldPlace.LostCode)
            {
                // One row's folder alone: there is none to note it in.
                errors.Report(fault.Problem);
                outcome = new RunOutcome.Failed(fault.Problem);
            }
            catch (Exception fault) when (MachineProblem.Of(folder.Root, fault) is { } problem)
            {
                outcome = Failed(folder, problem);
            }

            if (outcome is RunOutcome.Stopped)
                return Stopped(prepared, signals);
            if (outcome is RunOutcome.Finished && !folder.Files.Exists(Path.Combine(folder.Root, ReportFile.Name)))
                ReportFile.Write(folder, errors);
            if (outcome is RunOutcome.Failed failed)
                failures.Add(run, failed.Problem);
            if (!suite.Alone && prepared.Only is null)
                failures.OfTable = Tabulate(suite, results, failures);
        }

        if (prepared.Only is null)
            Show(suite, results, failures);
        return failures.First is { } first ? ExitCode.Of(first) : ExitCode.Done;
    }

    // A run that another process makes says so in its folder.
    private static Problem? DonorFailure(PreparedSuite prepared, SuiteRun run, SuiteFailures failures)
    {
        if (prepared.Only is null || run.Donor is not { } donor)
            return failures.OfDonor(run);
        return RunState.Of(prepared.Folder.Of(donor)) is RunState.Failed failed ? failed.Problem : null;
    }

    private RunOutcome.Failed Failed(RunFolder folder, Problem problem)
    {
        errors.Report(problem);
        FailureFile.Write(folder, problem, errors);
        return new RunOutcome.Failed(problem);
    }

    private int Stopped(PreparedSuite prepared, Signals signals)
    {
        console.WriteLine($"Stopped; nothing is lost. Go on with: {prepared.GoOn}");
        return signals.ExitCode;
    }

    // The runs are safe without it, and it is written again after each.
    private Problem? Tabulate(Suite suite, SuiteFolder results, SuiteFailures failures)
    {
        try
        {
            var table = SuiteTable.Of(suite, results, failures.Gone);
            table.Write(results);
            return ReportFile.Problem(
                results.Files,
                results[ReportFile.Name],
                () => table.Page(results, isInside: true, ComparisonLayout.Usual).Text()
            );
        }
        catch (Exception fault) when (MachineProblem.Of(results.Root, fault) is { } problem)
        {
            errors.Report(problem);
            return problem;
        }
    }

    private void Show(Suite suite, SuiteFolder results, SuiteFailures failures)
    {
        var table = SuiteTable.Of(suite, results, failures.Gone);
        if (!suite.Alone || failures.First is null)
            output.Write(target => table.Show(target), () => table.Answer(results.Root));
        if (suite.Alone)
            return;
        foreach (var line in table.Unfinished)
            console.WriteLine(line);
    }
}
