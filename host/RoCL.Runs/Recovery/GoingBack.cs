using RoCL.Core.Plans;
using RoCL.Core.Training;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;

namespace RoCL.Runs.Recovery;

/// <summary>Takes a run back to an earlier checkpoint.</summary>
public static class GoingBack
{
    /// <summary>The step that training goes back to from one that failed.</summary>
    /// <remarks>
    /// Not the newest checkpoint that is there: one that a stop wrote would make the result depend
    /// on when the run was stopped. Nor may it depend on how fast the machine is: where checkpoints
    /// are due by the clock, it is the beginning of an epoch.
    /// </remarks>
    public static long TargetBefore(Plan plan, long step)
    {
        var target = step - 1;
        while (target > 0 && !plan.Recipe.Checkpoints.Every.IsReturnPoint(plan.MomentOf(target - 1)))
            target--;
        return Math.Max(0, target);
    }

    /// <summary>
    /// Sets aside the checkpoints after the step that training goes back to, and adds to
    /// <c>gone-back.json</c>.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="history">When it went back before.</param>
    /// <param name="back">What is added.</param>
    public static void Apply(RunFolder run, ImmutableArray<GoneBack> history, GoneBack back)
    {
        // In this order, and the newest checkpoint first: a process that dies in between leaves a
        // run that comes to the same step again.
        foreach (var folder in CheckpointStore.In(run))
        {
            if (CheckpointName.StepsOf(folder) > back.To)
                SetAside.Rename(run.Files, folder, AsideOf(run, folder, history.Length + 1));
        }

        GoneBackFile.Write(run, history.Add(back));
    }

    private static string AsideOf(RunFolder run, string folder, int time) =>
        Path.Combine(run.Checkpoints, $"before-going-back-{time}-{Path.GetFileName(folder)}");
}
