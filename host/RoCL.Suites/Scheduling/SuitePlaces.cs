using RoCL.Core;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Provenance;
using RoCL.Runs.Reporting;
using RoCL.Runs.Results;
using RoCL.Suites.Folders;
using RoCL.Suites.Rows;
using Spectre.Console;

namespace RoCL.Suites.Scheduling;

/// <summary>
/// What <c>rocl run</c> does for the runs of a suite that other processes make, or have made.
/// </summary>
public sealed class SuitePlaces(IFiles files, IAnsiConsole console, ErrorOutput errors)
{
    /// <summary>
    /// What needs no suite to be prepared: mistakes in the options, a cluster that does not answer,
    /// and what is done by the files of a folder alone.
    /// </summary>
    /// <param name="targets">What the command line names.</param>
    /// <param name="placement">What is asked for.</param>
    /// <param name="allowRecipeChange">Whether recipes that were edited since are taken.</param>
    /// <returns>The exit code; <see langword="null"/> where the suite is to be run.</returns>
    public int? Before(ImmutableArray<string> targets, Placement placement, bool allowRecipeChange)
    {
        if (placement.Contradiction is { } contradiction)
            return errors.Report(contradiction);
        if (placement.IsTables)
            return Tables(targets, allowRecipeChange);
        // A run would be alone in a folder that no other run of its suite could be made in.
        if (placement.Row is not null && Begun(targets) is Result<string>.Failed notBegun)
            return errors.Report(notBegun.Reasons);
        if (!placement.IsOnCluster)
            return null;
        var read = ClusterSuite.Typed(placement).Then(SlurmSettingsReader.Read);
        if (read is not Result<SlurmSettings>.Ok { Value: var settings })
            return errors.Report(read.Problems);
        var client = new SlurmClient(settings.Patience);
        if (placement.IsCancel)
            return Cancel(targets, client);
        var answer = placement.IsDryRun ? "" : client.Run("scontrol", "ping");
        return answer is Result<string>.Failed silent ? errors.Report(silent.Reasons) : null;
    }

    /// <summary>
    /// Reports why nothing could be begun; of one row, its folder says so as well, since nobody
    /// may be there to read it.
    /// </summary>
    /// <param name="targets">What the command line names.</param>
    /// <param name="placement">What is asked for.</param>
    /// <param name="problems">The reasons.</param>
    /// <returns>The exit code.</returns>
    public int NotPrepared(ImmutableArray<string> targets, Placement placement, ImmutableArray<Problem> problems)
    {
        if (placement.Row is { } row && Targets.Begun(targets) is { } root && HasRun(root, row))
            Note(new RunFolder(files, Path.Combine(root, row)), problems);
        return errors.Report(problems);
    }

    private bool HasRun(string root, string row) =>
        SuiteFileNames.AreIn(root)
        && SuiteSource.In(files, root).Match(suite => suite.Runs.Any(run => run.Name == row), _ => false);

    private void Note(RunFolder run, ImmutableArray<Problem> problems)
    {
        var made = files.Exists(run.Root) ? run : RunFolder.Create(files, run.Root);
        // A folder that another process holds is that one's.
        if (made.Then(RunLock.Take) is not Result<RunLock>.Ok { Value: var held })
            return;
        using (held)
            FailureFile.Write(run, problems, errors);
    }

    private int Cancel(ImmutableArray<string> targets, SlurmClient client) =>
        Begun(targets)
            .Then(root => SlurmCancel.In(root, client, files))
            .Match(
                sentence =>
                {
                    console.WriteLine(sentence);
                    return ExitCode.Done;
                },
                errors.Report
            );

    private int Tables(ImmutableArray<string> targets, bool allowRecipeChange)
    {
        var read = Begun(targets)
            .Then(root => SuiteSource.In(files, root).Then(suite => Written(suite, root, allowRecipeChange)));
        if (read is not Result<SuiteTable>.Ok { Value: var table })
            return errors.Report(read.Problems);
        table.Show(console);
        foreach (var line in table.Unfinished)
            console.WriteLine(line);
        return ExitCode.Done;
    }

    private Result<SuiteTable> Written(Suite suite, string root, bool allowRecipeChange)
    {
        var folder = new SuiteFolder(files, root, Alone: false);
        ImmutableArray<Problem> edited = [.. suite.Runs.SelectMany(run => Edited(folder.Of(run), run))];
        return allowRecipeChange || edited.IsEmpty ? SuiteTables.Write(suite, folder) : edited;
    }

    private static IEnumerable<Problem> Edited(RunFolder folder, SuiteRun run)
    {
        if (RecordedRecipe.Edits(folder, run.Document) is { } change)
        {
            yield return RecordedRecipe.Changed(folder, change) with
            {
                Remedy = "Restore it, or write the tables all the same by --allow-recipe-change: its row is marked.",
            };
        }
    }

    private static Result<string> Begun(ImmutableArray<string> targets)
    {
        if (Targets.Begun(targets) is { } root)
            return root;
        return new Problem(
            "ROCL0911",
            targets.IsEmpty ? "rocl run" : string.Join(' ', targets),
            "This is not the folder of a suite that has begun.",
            "Name the folder that the results go to, such as runs/20260101-120000-ablation."
        );
    }
}
