using System.Text.Json;
using RoCL.Core;
using RoCL.Core.Plans;
using RoCL.Core.Recipes;
using RoCL.Core.Training;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;

namespace RoCL.Runs.Recovery;

/// <summary>
/// How often a run went back, on disk: <c>gone-back.json</c>, which decides the learning rate of
/// every step from then on.
/// </summary>
public static class GoingBack
{
    /// <summary>All of it, in its order.</summary>
    /// <returns>
    /// ROCL0606 when the file is damaged: without it the run would go on with another learning
    /// rate.
    /// </returns>
    /// <exception cref="IOException">
    /// The file cannot be read just now; another try may succeed.
    /// </exception>
    public static Result<ImmutableArray<GoneBack>> In(RunFolder run)
    {
        try
        {
            if (TextFile.ReadIfThere(run.Files, run.GoneBack) is not { } text)
                return ImmutableArray<GoneBack>.Empty;
            var read = Json.Read<ImmutableArray<GoneBack>>(text);
            return read.IsDefault || !read.All(IsPossible) ? Damaged(run, "it holds what no run writes") : read;
        }
        catch (JsonException fault)
        {
            return Damaged(run, fault.Message);
        }
    }

    /// <summary>Whether a run could have gone back so.</summary>
    public static bool IsPossible(GoneBack back) => back.To >= 0 && back.To < back.At && back.Factor is > 0 and < 1;

    /// <summary>Goes back once more, or says why that is not done.</summary>
    /// <param name="run">Where.</param>
    /// <param name="plan">What is trained.</param>
    /// <param name="at">
    /// The step that could not be taken; the weights before it are not to be kept.
    /// </param>
    /// <param name="why">What was not finite.</param>
    /// <returns>
    /// ROCL0323 it went back often enough; <paramref name="why"/> where there is nothing to go back
    /// to; ROCL0606.
    /// </returns>
    public static Result<GoneBack> Once(RunFolder run, Plan plan, long at, Problem why) =>
        plan.Recipe.NotFinite is not NotFinite.Back policy
            ? why
            : In(run)
                .Then<GoneBack>(history =>
                {
                    if (history.Length >= policy.Limit)
                    {
                        return new Problem(
                            "ROCL0323",
                            why.Where,
                            $"{why.What} The run went back {history.Length} times before.",
                            "Lower the learning rate, or write a higher notFinite.limit."
                        );
                    }

                    if (at == 0)
                        return why;
                    var back = new GoneBack(at, Due(plan, at), policy.Factor, $"{why}");
                    // In this order, the newest first: whoever dies in between leaves a run that
                    // comes to this very step again.
                    SetAsideNewer(run, back.To, history.Length + 1);
                    AtomicFile.WriteJson(run.Files, run.GoneBack, history.Add(back));
                    return back;
                });

    // Weights that led to numbers that are not finite, and whose steps are now taken with another
    // learning rate.
    private static void SetAsideNewer(RunFolder run, long to, int time)
    {
        foreach (var folder in CheckpointStore.In(run))
        {
            if (CheckpointName.StepsOf(folder) > to)
            {
                SetAside.Rename(
                    run.Files,
                    folder,
                    Path.Combine(run.Checkpoints, $"before-going-back-{time}-{Path.GetFileName(folder)}")
                );
            }
        }
    }

    // Not the newest that is there: one that a stop wrote would make the result depend on when the
    // run was stopped. Nor may it depend on how fast the machine is: where checkpoints are due by
    // the clock, it is the beginning of an epoch.
    private static long Due(Plan plan, long at)
    {
        var next = at - 1;
        while (next > 0 && !plan.Recipe.Checkpoints.Every.IsReturnPoint(plan.MomentOf(next - 1)))
            next--;
        return next;
    }

    private static Problem Damaged(RunFolder run, string what) =>
        new(
            "ROCL0606",
            run.GoneBack,
            $"cannot be read: {what}. It says with which learning rate the run goes on.",
            "Restore the file from a copy, or start anew with another --out."
        );
}
