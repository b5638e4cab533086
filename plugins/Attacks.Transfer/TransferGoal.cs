namespace RoCL.Attacks.Transfer;

/// <summary>What is raised on the other model.</summary>
public enum TransferGoal
{
    /// <summary>The cross-entropy of each image's label with the other model's logits.</summary>
    CrossEntropy,

    /// <summary>
    /// One minus the cosine between the other model's outputs for the moved and for the clean
    /// image: it needs no label. Its gradient is zero at the clean image, so the attack has to
    /// start at another point.
    /// </summary>
    Dissimilarity,
}
