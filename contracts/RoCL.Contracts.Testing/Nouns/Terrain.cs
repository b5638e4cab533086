namespace RoCL.Contracts.Testing;

/// <summary>What kind of objective an attack climbs.</summary>
public enum Terrain
{
    /// <summary>The same slope everywhere; a tenth of the pixels have none. No labels.</summary>
    Linear,

    /// <summary>
    /// A summit, often nearer than the budget's border, that long steps climb past. No labels.
    /// </summary>
    Quadratic,

    /// <summary>
    /// Each image's embedding among those of the whole batch: a row's loss depends on the others.
    /// No labels.
    /// </summary>
    Contrastive,

    /// <summary>
    /// The cross-entropy of a small convolutional network with batch norm, five classes and labels.
    /// </summary>
    Network,

    /// <summary>
    /// A gradient of zero everywhere: what is divided by its length is no number. No labels.
    /// </summary>
    Flat,
}
