namespace RoCL.Core.Ahead;

/// <summary>The images that a training step is tried on before training.</summary>
/// <param name="Train">The training images.</param>
/// <param name="HeldOut">Images that are not trained on; none where all are.</param>
public sealed record TrialImages(IImages Train, IImages? HeldOut);
