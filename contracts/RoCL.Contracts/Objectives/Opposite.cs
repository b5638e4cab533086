namespace RoCL.Contracts;

/// <summary>An objective with its sign turned: raising it makes the inner one fall.</summary>
/// <param name="Inner">The objective that is to fall.</param>
public sealed record Opposite(IObjective Inner) : IObjective
{
    /// <inheritdoc/>
    public Tensor? Labels => Inner.Labels;

    /// <inheritdoc/>
    public Tensor Outputs(Tensor images) => Inner.Outputs(images);

    /// <inheritdoc/>
    public Tensor Features(Tensor images) => Inner.Features(images);

    /// <inheritdoc/>
    public Tensor Losses(Tensor images) => -Inner.Losses(images);

    /// <inheritdoc/>
    public ObjectivePoint At(Tensor images)
    {
        var at = Inner.At(images);
        return at with { Losses = -at.Losses, Gradient = -at.Gradient };
    }

    /// <inheritdoc/>
    public Tensor? Fooled(Tensor outputs) => Inner.Fooled(outputs);

    /// <inheritdoc/>
    public IObjective Aim(Func<Tensor, Tensor> losses) => Inner.Aim(losses);

    /// <inheritdoc/>
    public IObjective Only(Tensor rows) => new Opposite(Inner.Only(rows));
}
