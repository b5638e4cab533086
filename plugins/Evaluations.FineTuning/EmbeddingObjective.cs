namespace RoCL.Evaluations.FineTuning;

/// <summary>
/// An objective over embeddings, where no output belongs to a class: no row has a label, and none
/// is ever fooled.
/// </summary>
/// <param name="Inner">The same with labels.</param>
internal sealed record EmbeddingObjective(IObjective Inner) : IObjective
{
    /// <inheritdoc/>
    public Tensor? Labels => null;

    /// <inheritdoc/>
    public Tensor Outputs(Tensor images) => Inner.Outputs(images);

    /// <inheritdoc/>
    public Tensor Features(Tensor images) => Inner.Features(images);

    /// <inheritdoc/>
    public Tensor Losses(Tensor images) => Inner.Losses(images);

    /// <inheritdoc/>
    public ObjectivePoint At(Tensor images) => Inner.At(images);

    /// <inheritdoc/>
    public IObjective Aim(Func<Tensor, Tensor> losses) => new EmbeddingObjective(Inner.Aim(losses));

    /// <inheritdoc/>
    public IObjective Only(Tensor rows) => new EmbeddingObjective(Inner.Only(rows));
}
