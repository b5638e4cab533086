namespace RoCL.Core.Guards;

/// <summary>
/// The objective that an attack gets: each query of it, of a gradient or of outputs alone, is a
/// sign of life, and a place to stop.
/// </summary>
/// <param name="inner">The objective.</param>
/// <param name="stop">
/// The token by which the person asks to stop: the next query then ends the attack.
/// </param>
internal sealed class QueriedObjective(IObjective inner, CancellationToken stop) : IObjective
{
    /// <summary>
    /// An objective of which each query is one, as it is where it is one already.
    /// </summary>
    /// <param name="objective">The objective.</param>
    /// <param name="stop">The token by which the person asks to stop.</param>
    public static QueriedObjective Of(IObjective objective, CancellationToken stop) =>
        objective as QueriedObjective ?? new(objective, stop);

    /// <summary>
    /// What an attack on this objective returns, unless the person asked to stop meanwhile:
    /// whatever the attack made of that, its images are not complete.
    /// </summary>
    /// <typeparam name="T">What it returns.</typeparam>
    /// <param name="attack">Calls the attack.</param>
    /// <exception cref="StopAskedException">The person asked to stop.</exception>
    public T Attacked<T>(Func<IObjective, T> attack)
    {
        try
        {
            var result = attack(this);
            StopAskedException.ThrowIfAsked(stop);
            return result;
        }
        catch (ProblemException) when (stop.IsCancellationRequested)
        {
            throw new StopAskedException(stop);
        }
    }

    /// <inheritdoc/>
    public Tensor? Labels => inner.Labels;

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames => inner.ClassNames;

    /// <inheritdoc/>
    public Tensor Outputs(Tensor images) => Queried().Outputs(images);

    /// <inheritdoc/>
    public Tensor Features(Tensor images) => Queried().Features(images);

    /// <inheritdoc/>
    public Tensor Losses(Tensor images) => Queried().Losses(images);

    /// <inheritdoc/>
    public ObjectivePoint At(Tensor images) => Queried().At(images);

    /// <inheritdoc/>
    public Tensor Gradient(Tensor images) => Queried().At(images).Gradient;

    /// <inheritdoc/>
    public Tensor? Fooled(Tensor outputs) => inner.Fooled(outputs);

    /// <inheritdoc/>
    public IObjective Aim(Func<Tensor, Tensor> losses) => new QueriedObjective(inner.Aim(losses), stop);

    /// <inheritdoc/>
    public IObjective Only(Tensor rows) => new QueriedObjective(inner.Only(rows), stop);

    // One frame for each query: this is what a debugger steps through in an attack's loop.
    private IObjective Queried()
    {
        StopAskedException.ThrowIfAsked(stop);
        WorkTrace.GiveSignOfLife();
        return inner;
    }
}
