namespace RoCL.Contracts.Testing;

/// <summary>The kind of objective that an attack raises.</summary>
public enum ObjectiveKind
{
    /// <summary>
    /// The same gradient everywhere; it is zero for a tenth of the pixels. No labels.
    /// </summary>
    Linear,

    /// <summary>
    /// A maximum that is often nearer than the border of the threat model, so that long steps
    /// overshoot. No labels.
    /// </summary>
    Quadratic,

    /// <summary>
    /// Each image's embedding among those of the whole batch: the loss of a row depends on the
    /// other rows. No labels.
    /// </summary>
    Contrastive,

    /// <summary>
    /// The cross-entropy of a small convolutional network with batch norm, five classes and labels.
    /// </summary>
    Network,

    /// <summary>
    /// A gradient of zero everywhere: dividing by its length gives NaN. No labels.
    /// </summary>
    Flat,
}
