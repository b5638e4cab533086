using RoCL.Core.Plans;
using RoCL.Runs.Folders;
using RoCL.Runs.Provenance;

namespace RoCL.Runs.Evaluations;

/// <summary>
/// The length of a run's own training, on however many images it is measured afterwards.
/// </summary>
/// <param name="Steps">All its steps.</param>
/// <param name="Epochs">All its epochs.</param>
public sealed record OwnLength(long Steps, int Epochs)
{
    /// <summary>
    /// As the run has recorded it; where an older version has not, as the recipe says on the images
    /// at hand.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="plan">The recipe that it is measured by.</param>
    public static OwnLength Of(RunFolder run, Plan plan) =>
        new(RunRecord.LastIn(run)?.Steps ?? plan.Steps, plan.Recipe.Train.Epochs);

    /// <summary>The epoch that a step lies in, from 0.</summary>
    /// <param name="step">The step, from 0.</param>
    public int EpochOf(long step) => new Moment(step, Math.Max(1, Steps / Math.Max(1, Epochs)), Epochs).Epoch;
}
