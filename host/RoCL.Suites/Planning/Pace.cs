using RoCL.Core.Models;
using RoCL.Core.Recipes;
using RoCL.Core.Training;
using RoCL.Runs.Recipes;

namespace RoCL.Suites.Planning;

/// <summary>
/// How long a training step takes, from a few that are really taken on a model that is thrown away.
/// </summary>
internal static class Pace
{
    /// <summary>Seconds a step.</summary>
    /// <exception cref="ProblemException">A component failed.</exception>
    public static double Of(Job job, Model model, TimeProvider clock, CancellationToken stop)
    {
        var length = job.Recipe.Train;
        var estimate = new TimeEstimate(clock, few: 16, enough: 1);
        if (job.Plan.Steps > 0)
        {
            estimate.Add(
                length.Batch,
                1,
                images =>
                    Step(
                        length with
                        {
                            Batch = (int)images,
                            MicroBatch = Micro(length, images),
                            Chunk = Math.Min(length.Chunk, (int)images),
                        }
                    )
            );
        }

        return estimate.Seconds;

        void Step(TrainingLength of)
        {
            stop.ThrowIfCancellationRequested();
            var plan = job.Plan with { Bindings = job.Plan.Bindings with { Recipe = job.Recipe with { Train = of } } };
            _ = TrainingLoop.Take(plan, job.Train, model, plan.StepAt(0), stop: stop);
        }
    }

    private static int Micro(TrainingLength length, long images) =>
        images == length.Batch ? length.MicroBatch : (int)images;
}
