namespace RoCL.Contracts;

/// <summary>
/// The negative of an objective, −L: an attack that raises it lowers the inner objective.
/// </summary>
/// <param name="Inner">The objective L to lower.</param>
public sealed record Opposite(IObjective Inner) : IObjective
{
    /// <inheritdoc/>
    public Tensor? Labels => Inner.Labels;

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames => Inner.ClassNames;

    /// <inheritdoc/>
    public Tensor Outputs(Tensor images) => Inner.Outputs(images);

    /// <inheritdoc/>
    public Tensor Features(Tensor images) => Inner.Features(images);

    /// <inheritdoc/>
    public Tensor Losses(Tensor images) => -Inner.Losses(images);

    /// <inheritdoc/>
    public ObjectivePoint At(Tensor images)
    {
        var point = Inner.At(images);
        return point with { Losses = -point.Losses, Gradient = -point.Gradient };
    }

    /// <inheritdoc/>
    public Tensor? Fooled(Tensor outputs) => Inner.Fooled(outputs);

    /// <summary>
    /// The same network with another loss, which is raised as it is: the sign of
    /// <paramref name="losses"/> is not changed.
    /// </summary>
    /// <param name="losses">A differentiable function from outputs [N, D] to losses [N].</param>
    public IObjective Aim(Func<Tensor, Tensor> losses) => Inner.Aim(losses);

    /// <inheritdoc/>
    public IObjective Only(Tensor rows) => new Opposite(Inner.Only(rows));
}
