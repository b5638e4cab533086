using RoCL.Core.Models;
using RoCL.Core.Monitoring;
using RoCL.Core.Training;
using RoCL.Runs.Ranks;
using RoCL.Runs.Recipes;
using TorchSharp;

namespace RoCL.Runs.Training;

/// <summary>
/// The training of a rank other than 0: the same steps, from the step and the weights that rank 0
/// has, and nothing is written.
/// </summary>
/// <param name="job">What is trained.</param>
/// <param name="ranks">The ranks.</param>
/// <param name="device">Where arithmetic runs.</param>
/// <param name="clock">Checkpoints are due by that of rank 0.</param>
public sealed class FollowerTraining(Job job, RunRanks ranks, torch.Device device, TimeProvider clock)
{
    /// <summary>Trains to the end, or until all ranks stop.</summary>
    /// <param name="stop">Asks the run to stop, after the step.</param>
    /// <exception cref="ProblemException">A step failed, on this rank or on all.</exception>
    public void Train(CancellationToken stop)
    {
        using var model = Model.Build(job.Plan, device);
        model.Begin();
        var next = ranks.Begin(model, 0);
        var pace = new RankPace(ranks.Collective, stop);
        var monitoring = new Monitoring(job.Plan, model, job.Train, job.HeldOut);
        var checkpoints = new DueCheckpoints(job.Plan, model, clock, ranks, pace, writing: null);
        foreach (var step in job.Plan.StepsFrom(next))
        {
            GlobalSeed.Set(step, ranks.Collective.Rank);
            var views = monitoring.ViewsFor(step.Moment);
            var taken = TrainingLoop.Take(job.Plan, job.Train, model, step, views, CancellationToken.None);
            taken.Views?.Dispose();
            checkpoints.Add(taken);
            if (pace.Stops)
                break;
        }

        checkpoints.Complete();
        ranks.Leave();
    }
}
