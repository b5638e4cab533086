namespace Components.Tests.Attacks;

/// <summary>
/// An objective without a network: the loss of an image is ⟨weights, image⟩, so every attack on it
/// can be worked by hand.
/// </summary>
/// <param name="Weights">[N, C, H, W], the gradient everywhere.</param>
internal sealed record Tilt(Tensor Weights) : IObjective
{
    /// <summary>How often a gradient was asked for.</summary>
    public int Gradients { get; private set; }

    public Tensor? Labels => null;

    public Tensor Outputs(Tensor images) => images.flatten(1);

    public Tensor Losses(Tensor images) => (Weights * images).flatten(1).sum(1);

    public ObjectivePoint At(Tensor images)
    {
        Gradients++;
        return new(Outputs(images), Losses(images), Weights.alias());
    }

    public IObjective Aim(Func<Tensor, Tensor> losses) => throw new NotSupportedException();

    public IObjective Only(Tensor rows) => new Tilt(Weights.index_select(0, rows));
}
