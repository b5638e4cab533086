namespace RoCL.Core.Evaluation;

/// <summary>Forward passes of one image each; a backward pass counts as two.</summary>
internal sealed class PassCount
{
    /// <summary>How many so far.</summary>
    public long Total { get; private set; }

    /// <summary>Adds passes.</summary>
    /// <param name="images">How many images were passed.</param>
    /// <param name="each">How many passes each of them took.</param>
    public void Add(Tensor images, int each) => Total += each * images.shape[0];
}

/// <summary>An objective that counts what it is asked, so that an attack's cost is known.</summary>
/// <param name="inner">The objective.</param>
/// <param name="passes">The count.</param>
internal sealed class CountedObjective(IObjective inner, PassCount passes) : IObjective
{
    private const int Forward = 1;
    private const int ForwardAndBackward = 3;

    /// <inheritdoc/>
    public Tensor? Labels => inner.Labels;

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames => inner.ClassNames;

    /// <inheritdoc/>
    public Tensor Outputs(Tensor images) => Counted(inner.Outputs, images, Forward);

    /// <inheritdoc/>
    public Tensor Features(Tensor images) => Counted(inner.Features, images, Forward);

    /// <inheritdoc/>
    public Tensor Losses(Tensor images) => Counted(inner.Losses, images, Forward);

    /// <inheritdoc/>
    public ObjectivePoint At(Tensor images) => Counted(inner.At, images, ForwardAndBackward);

    /// <inheritdoc/>
    public Tensor Gradient(Tensor images) => Counted(inner.Gradient, images, ForwardAndBackward);

    /// <inheritdoc/>
    public Tensor? Fooled(Tensor outputs) => inner.Fooled(outputs);

    /// <inheritdoc/>
    public IObjective Aim(Func<Tensor, Tensor> losses) => new CountedObjective(inner.Aim(losses), passes);

    /// <inheritdoc/>
    public IObjective Only(Tensor rows) => new CountedObjective(inner.Only(rows), passes);

    private T Counted<T>(Func<Tensor, T> ask, Tensor images, int each)
    {
        passes.Add(images, each);
        return ask(images);
    }
}
