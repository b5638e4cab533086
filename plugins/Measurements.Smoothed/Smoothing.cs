namespace RoCL.Measurements.Smoothed;

/// <summary>What is averaged over the sampled transformations.</summary>
public enum Smoothing
{
    /// <summary>
    /// The logits: under a linear classifier, those of the mean of the features.
    /// </summary>
    Logits,

    /// <summary>The probabilities: the most probable class on average.</summary>
    Probabilities,
}
