namespace RoCL.Measurements.Smoothed;

/// <summary>What is averaged over the sampled transformations.</summary>
public enum Smoothing
{
    /// <summary>
    /// The logits: under a linear classifier, what the mean of the features would give.
    /// </summary>
    Logits,

    /// <summary>The probabilities: the class that is likeliest on the average.</summary>
    Probabilities,
}
