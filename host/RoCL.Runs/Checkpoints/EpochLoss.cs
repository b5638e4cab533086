using RoCL.Core.Training;

namespace RoCL.Runs.Checkpoints;

/// <summary>The training loss of epochs, by which the best checkpoint is chosen.</summary>
/// <param name="Sum">Over the steps so far of the epoch that is under way.</param>
/// <param name="Mean">
/// Over the last whole epoch; <see langword="null"/> before the end of the first.
/// </param>
public sealed record EpochLoss(double Sum, double? Mean)
{
    /// <summary>After one more step. A loss that is not finite does not count.</summary>
    public EpochLoss With(StepResult result)
    {
        var moment = result.Step.Moment;
        var isFirstOfEpoch = moment.Step % moment.StepsPerEpoch == 0;
        var sum = (isFirstOfEpoch ? 0 : Sum) + (double.IsFinite(result.Loss) ? result.Loss : 0);
        return new(sum, result.Step.IsLastOfEpoch ? sum / moment.StepsPerEpoch : Mean);
    }
}
