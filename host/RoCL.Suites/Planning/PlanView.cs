using System.Globalization;
using RoCL.Core.Numbers;
using RoCL.Runs.Results;
using Spectre.Console;

namespace RoCL.Suites.Planning;

/// <summary>Shows a suite's plan: a line for each row, and how long it will take in all.</summary>
public static class PlanView
{
    private const double BytesPerMiB = 1 << 20;
    private const double Day = 86400;

    // Of a GPU over a machine that has none; an assumption, and said to be one.
    private const int TimesFaster = 100;

    /// <summary>Writes it.</summary>
    public static void Write(IAnsiConsole console, SuitePlan plan)
    {
        var table = new Table { Border = TableBorder.Ascii2 }.AddColumn("row");
        foreach (var column in new[] { "seeds", "steps", "done", "training", "measuring" })
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var row in plan.Runs.GroupBy(run => run.Run.Row.Name))
            table.AddRow([.. Cells(row.Key, [.. row]).Select(Markup.Escape)]);
        console.WriteLine(plan.Suite.About.Length > 0 ? $"{plan.Suite.Name}: {plan.Suite.About}" : plan.Suite.Name);
        console.Write(table);
        foreach (var row in plan.Runs.Where(run => run.StateBytes > 0).DistinctBy(run => run.Run.Row.Name))
            console.WriteLine(State(row));
        var left = plan.Runs.Count(run => run.State is not RunState.Finished);
        console.WriteLine(
            left == 0
                ? $"All {plan.Runs.Length} runs are done."
                : $"{left} of {plan.Runs.Length} runs are left: training "
                    + $"{Left(plan.Runs, run => run.Training)}, measuring {Left(plan.Runs, run => run.Measuring)}."
        );
        if (plan.Known > Day)
            console.WriteLine(WithinADay(plan.Known / Day));
    }

    /// <summary>The plan for programs: <c>rocl run --plan --json</c>.</summary>
    /// <param name="plan">The plan.</param>
    public static object Answer(SuitePlan plan) =>
        new
        {
            suite = plan.Suite.Name,
            plan.Suite.About,
            Runs = plan
                .Runs.Select(run => new
                {
                    run.Run.Name,
                    Row = run.Run.Row.Name,
                    Finished = run.State is RunState.Finished,
                    run.Steps,
                    TrainingSeconds = run.Training,
                    MeasuringSeconds = run.Measuring,
                })
                .ToList(),
            TrainingSeconds = plan.Training,
            MeasuringSeconds = plan.Measuring,
        };

    /// <summary>A length of time as people say it.</summary>
    public static string Time(double? seconds) =>
        seconds switch
        {
            null => "not known yet",
            0 => "none",
            < 1 => "under 1 s",
            < 100 => string.Create(CultureInfo.InvariantCulture, $"about {seconds:0} s"),
            < 100 * 60 => string.Create(CultureInfo.InvariantCulture, $"about {seconds / 60:0} min"),
            < 100 * 3600 => string.Create(CultureInfo.InvariantCulture, $"about {seconds / 3600:0} h"),
            _ => string.Create(CultureInfo.InvariantCulture, $"about {seconds / Day:0} days"),
        };

    // A row that waits for the model of another one is timed when that is there.
    private static string Left(ImmutableArray<PlannedRun> runs, Func<PlannedRun, double?> part)
    {
        var known = runs.Sum(run => part(run) ?? 0);
        return SuitePlan.Sum(runs.Select(part)) is null && known > 0
            ? $"at least {Time(known)}"
            : Time(SuitePlan.Sum(runs.Select(part)));
    }

    private static string WithinADay(double days) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Within a day it takes {Math.Ceiling(days):0} machines like this one, or, if a device is {TimesFaster} "
                + $"times as fast (an assumption: compare `rocl doctor --bench` on both), "
                + $"{Math.Ceiling(days / TimesFaster):0} of them."
        );

    private static string State(PlannedRun run) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{run.Run.Row.Name}: the state of its losses and attacks takes {run.StateBytes / BytesPerMiB:0.#} MiB, in "
                + $"memory and in each checkpoint."
        );

    private static IEnumerable<string> Cells(string name, ImmutableArray<PlannedRun> runs)
    {
        var done = runs.Count(run => run.State is RunState.Finished);
        var failed = runs.Count(run => run.State is RunState.Failed);
        yield return name;
        yield return string.Join(", ", runs.Select(run => $"{ExactNumber.Whole(run.Run.Document["seed"])}"));
        yield return runs[0] is { Steps: 0, Training: null } ? Time(null) : $"{runs[0].Steps}";
        yield return $"{done} of {runs.Length}{(failed > 0 ? $", {failed} failed" : "")}";
        var shared = runs.FirstOrDefault(run =>
            run.State is not RunState.Finished && run.Training == 0 && run.Run.Donor is not null
        );
        yield return shared is { Run.Donor: { } donor }
            ? $"that of {donor.Row.Name}"
            : Time(SuitePlan.Sum(runs.Select(run => run.Training)));
        yield return Time(SuitePlan.Sum(runs.Select(run => run.Measuring)));
    }
}
