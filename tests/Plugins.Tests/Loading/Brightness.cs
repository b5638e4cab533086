namespace Plugins.Tests.Loading;

/// <summary>An objective without a network: the sum of an image's pixels.</summary>
internal sealed record Brightness : IObjective
{
    public Tensor? Labels => null;

    public Tensor Outputs(Tensor images) => images.flatten(1);

    public Tensor Losses(Tensor images) => images.flatten(1).sum(1);

    public ObjectivePoint At(Tensor images) => new(Outputs(images), Losses(images), ones_like(images));

    public IObjective Aim(Func<Tensor, Tensor> losses) => this;

    public IObjective Only(Tensor rows) => this;
}
