namespace RoCL.Core.Ahead;

/// <summary>
/// An objective that answers a few times and then ends the attack: enough for an attack to find
/// that it cannot work, such as one that compares more classes than there are.
/// </summary>
/// <param name="inner">The objective.</param>
/// <param name="answers">How many answers are left.</param>
internal sealed class GlancedObjective(IObjective inner, GlancedObjective.Answers answers) : IObjective
{
    /// <inheritdoc/>
    public Tensor? Labels => inner.Labels;

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames => inner.ClassNames;

    /// <inheritdoc/>
    public Tensor Outputs(Tensor images) => Answered(inner.Outputs, images);

    /// <inheritdoc/>
    public Tensor Features(Tensor images) => Answered(inner.Features, images);

    /// <inheritdoc/>
    public Tensor Losses(Tensor images) => Answered(inner.Losses, images);

    /// <inheritdoc/>
    public ObjectivePoint At(Tensor images) => Answered(inner.At, images);

    /// <inheritdoc/>
    public Tensor? Fooled(Tensor outputs) => inner.Fooled(outputs);

    /// <inheritdoc/>
    public IObjective Aim(Func<Tensor, Tensor> losses) => new GlancedObjective(inner.Aim(losses), answers);

    /// <inheritdoc/>
    public IObjective Only(Tensor rows) => new GlancedObjective(inner.Only(rows), answers);

    private T Answered<T>(Func<Tensor, T> answer, Tensor images)
    {
        answers.Take();
        return answer(images);
    }

    /// <summary>Counts answers, those of objectives that are made of this one too.</summary>
    /// <param name="allowed">How many there are.</param>
    internal sealed class Answers(int allowed)
    {
        private int _left = allowed;

        /// <summary>One more answer.</summary>
        /// <exception cref="SeenEnoughException">There were as many as are allowed.</exception>
        public void Take()
        {
            if (_left == 0)
                throw new SeenEnoughException();
            _left--;
        }
    }
}
