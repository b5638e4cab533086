namespace RoCL.Core.Classes;

/// <summary>
/// An objective of another run's classifier, whose outputs come in the order of the classes at
/// hand: an attack may compare them with the labels.
/// </summary>
/// <param name="inner">The objective, with outputs in the classifier's own order.</param>
/// <param name="order">The order of the classes at hand.</param>
/// <param name="classes">The names of the classes at hand.</param>
internal sealed class OrderedObjective(IObjective inner, ClassOrder order, IReadOnlyList<string> classes) : IObjective
{
    /// <inheritdoc/>
    public Tensor? Labels => inner.Labels;

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames => classes;

    /// <inheritdoc/>
    public Tensor Outputs(Tensor images) => order.Of(inner.Outputs(images));

    /// <inheritdoc/>
    public Tensor Features(Tensor images) => inner.Features(images);

    /// <inheritdoc/>
    public Tensor Losses(Tensor images) => inner.Losses(images);

    /// <inheritdoc/>
    public ObjectivePoint At(Tensor images)
    {
        var point = inner.At(images);
        return point with { Outputs = order.Of(point.Outputs) };
    }

    /// <inheritdoc/>
    public Tensor Gradient(Tensor images) => inner.Gradient(images);

    /// <inheritdoc/>
    public IObjective Aim(Func<Tensor, Tensor> losses) =>
        new OrderedObjective(inner.Aim(outputs => losses(order.Of(outputs))), order, classes);

    /// <inheritdoc/>
    public IObjective Only(Tensor rows) => new OrderedObjective(inner.Only(rows), order, classes);
}
