namespace Components.Tests.AutoAttack;

/// <summary>
/// Brightens images by the first amount when it is called for the first time, by the second when
/// for the second, and notes the images that it gets.
/// </summary>
/// <param name="Amounts">The last one is for all further calls too.</param>
internal sealed record Brighten(params float[] Amounts) : IAttack
{
    /// <summary>The pixels of the images of each call.</summary>
    public List<float[]> Received { get; } = [];

    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
    {
        var amount = Amounts[Math.Min(Received.Count, Amounts.Length - 1)];
        Received.Add(clean.data<float>().ToArray());
        return clean + amount;
    }
}

/// <summary>Leaves images as they are, and notes a random value for each.</summary>
/// <param name="Drawn">The values of each call.</param>
internal sealed record DrawValues(List<float[]> Drawn) : IAttack
{
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
    {
        Drawn.Add(random.Uniform(clean.shape[0]).data<float>().ToArray());
        return clean.clone();
    }
}
