namespace RoCL.Core.Ahead;

/// <summary>
/// An attack behind its guard that ends after a few answers of its objective, with the images as
/// they are where it was not finished.
/// </summary>
/// <param name="inner">The attack.</param>
internal sealed class BriefAttack(IAttack inner) : IAttack
{
    private const int Answers = 3;

    /// <inheritdoc/>
    public bool Takes(ThreatModel threat) => inner.Takes(threat);

    /// <inheritdoc/>
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
    {
        try
        {
            return inner.Perturb(clean, new GlancedObjective(objective, new(Answers)), threat, random);
        }
        catch (SeenEnoughException)
        {
            return clean.clone();
        }
    }
}
