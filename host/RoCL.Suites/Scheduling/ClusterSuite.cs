using System.Text.Json.Nodes;
using RoCL.Core;
using RoCL.Core.Reading;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Recovery;
using RoCL.Runs.Reporting;
using RoCL.Runs.Results;
using RoCL.Suites.Running;
using Spectre.Console;

namespace RoCL.Suites.Scheduling;

/// <summary>
/// A suite as jobs of a Slurm cluster: submits what is left, and watches it from the files.
/// </summary>
/// <param name="files">The disk, which the cluster's nodes share.</param>
/// <param name="console">Where it is said what happens.</param>
/// <param name="errors">Where the person is warned.</param>
/// <param name="program">How a job starts this program.</param>
/// <param name="clock">Dates the record of jobs.</param>
public sealed class ClusterSuite(
    IFiles files,
    IAnsiConsole console,
    ErrorOutput errors,
    OwnCommand program,
    TimeProvider clock
)
{
    /// <summary>Submits and watches; the exit code, that of the first run that failed.</summary>
    /// <param name="prepared">The suite; its folder has been made, but for a dry run.</param>
    /// <param name="placement">What is asked for.</param>
    /// <param name="signals">What ends the watching; the jobs go on.</param>
    public int Run(PreparedSuite prepared, Placement placement, Signals signals)
    {
        var read = Settings(prepared, placement);
        if (read is not Result<SlurmSettings>.Ok { Value: var settings })
            return errors.Report(read.Problems);
        var job = JobOf(prepared, settings);
        if (placement.IsDryRun)
        {
            console.Profile.Out.Writer.Write(SlurmScript.OfRuns(job));
            return ExitCode.Done;
        }

        var scheduler = new SlurmRows(job, prepared.Suite.Runs, new(settings.Patience), files, clock);
        var submitted = Submit(prepared, scheduler, settings);
        if (!submitted.IsEmpty)
            return errors.Report(submitted);
        if (placement.IsDetached)
        {
            console.WriteLine(Advice(job.Folder));
            return ExitCode.Done;
        }

        var watch = new RowWatch(scheduler, prepared, settings.Poll, console, errors);
        if (watch.Watch(signals))
            return End(prepared, watch);
        console.WriteLine($"The jobs go on. {Advice(job.Folder)}");
        return signals.ExitCode;
    }

    private ImmutableArray<Problem> Submit(PreparedSuite prepared, SlurmRows scheduler, SlurmSettings settings)
    {
        var polled = scheduler.Poll();
        if (polled is not Result<ImmutableDictionary<int, string>>.Ok { Value: var queue })
            return polled.Problems;
        var rows = new RowStates(prepared);
        var left = rows.Unfinished.Where(row => !queue.ContainsKey(row) && !rows.IsHeld(row)).ToImmutableArray();
        if (left.IsEmpty)
            return [];
        var written = Write(prepared, settings, left.Select(rows.Folder));
        if (written is not null)
            return [written];
        return scheduler
            .Submit(left)
            .Match(
                sentence =>
                {
                    console.WriteLine(sentence);
                    return ImmutableArray<Problem>.Empty;
                },
                problems => problems
            );
    }

    // A run that failed is begun again: its status is none until it has one.
    private Problem? Write(PreparedSuite prepared, SlurmSettings settings, IEnumerable<RunFolder> left)
    {
        var root = prepared.Folder.Root;
        try
        {
            files.CreateFolder(SlurmJob.FolderIn(root));
            AtomicFile.WriteJson(files, SettingsIn(root), SlurmSetting.Document(settings.Written));
            if (prepared.Folder.Alone && !RunFolder.Is(root))
                AtomicFile.WriteJson(files, new RunFolder(files, root).Recipe, prepared.Suite.Runs[0].Document);
        }
        catch (Exception fault) when (MachineProblem.Of(root, fault) is { } problem)
        {
            return problem;
        }

        foreach (var run in left.Where(run => files.Exists(run.Root)))
            FailureFile.Delete(run, errors);
        return null;
    }

    private int End(PreparedSuite prepared, RowWatch watch)
    {
        if (!prepared.Folder.Alone)
        {
            var written = SuiteTables.Write(prepared.Suite, prepared.Folder);
            if (written is not Result<Folders.SuiteTable>.Ok { Value: var table })
                return errors.Report(written.Problems);
            table.Show(console);
            foreach (var line in table.Unfinished)
                console.WriteLine(line);
        }

        var first = new RowStates(prepared).FirstFailure ?? watch.GivenUp.Values.FirstOrDefault();
        return first is null ? ExitCode.Done : ExitCode.Of(first);
    }

    // Those that the folder was begun with, or else the file's, and those of the command line.
    private Result<SlurmSettings> Settings(PreparedSuite prepared, Placement placement)
    {
        var kept = TextFile.ReadIfThere(files, SettingsIn(prepared.Folder.Root));
        var document = kept is null
            ? new Result<JsonNode?>.Ok(prepared.Suite.Slurm)
            : RecipeText.Parse(SettingsIn(prepared.Folder.Root), kept).Then<JsonNode?>(parsed => parsed);
        return document
            .Then(node => SlurmSetting.In("slurm", node))
            .Then(ofFile => Typed(placement).Then(typed => SlurmSettingsReader.Read([.. ofFile, .. typed])));
    }

    /// <summary>The settings of the command line.</summary>
    internal static Result<ImmutableArray<SlurmSetting>> Typed(Placement placement) =>
        Result.All(placement.Settings.Select(SlurmSetting.Typed));

    private SlurmJob JobOf(PreparedSuite prepared, SlurmSettings settings)
    {
        var root = Path.GetFullPath(prepared.Folder.Root);
        return new(
            prepared.Suite.Name,
            root,
            Path.GetFullPath("."),
            program.Words,
            prepared.Lasting,
            [.. prepared.Suite.Runs.Select(run => run.Name)],
            prepared.Folder.Alone,
            settings
        );
    }

    private static string SettingsIn(string root) => Path.Combine(SlurmJob.FolderIn(root), "settings.json");

    private static string Advice(string folder) =>
        $"Look at them with: rocl show {folder}; end them with: rocl run {folder} --on slurm --cancel";
}
