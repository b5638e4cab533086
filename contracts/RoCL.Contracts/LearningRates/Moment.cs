namespace RoCL.Contracts;

/// <summary>
/// A step's place in time: in a training, or in an evaluation's training of a classifier.
/// </summary>
/// <param name="Step">The step's index, from 0.</param>
/// <param name="StepsPerEpoch">How many steps make an epoch, 1 or more.</param>
/// <param name="Epochs">How many epochs the training has, 1 or more.</param>
public readonly record struct Moment(long Step, long StepsPerEpoch, int Epochs)
{
    /// <summary>The epoch that the step lies in, from 0.</summary>
    public int Epoch => (int)(Step / StepsPerEpoch);

    /// <summary>How many epochs are over, with fractions.</summary>
    public double EpochsDone => (double)Step / StepsPerEpoch;
}
