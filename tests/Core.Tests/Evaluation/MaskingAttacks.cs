namespace Core.Tests.Evaluation;

/// <summary>Moves by what the threat model's slack allows, whatever the radius.</summary>
internal sealed record Shiver : IAttack
{
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random) => clean + 8e-7;
}

/// <summary>Makes dark of bright and bright of dark in some of the images.</summary>
internal sealed record Inverts(int From, int Count) : IAttack
{
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
    {
        var row = arange(clean.shape[0]).view(-1, 1, 1, 1);
        var isMoved = row.ge(From).logical_and(row.lt(From + Count));
        return threat.Project(where(isMoved, 1 - clean, clean), clean);
    }
}

/// <summary>Turns every image gray, and asks many times what that gives.</summary>
internal sealed record Costly(int Passes) : IAttack
{
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
    {
        // One query of very many copies costs as much as very many queries.
        var copies = clean.narrow(0, 0, 1).expand(Passes * clean.shape[0], -1, -1, -1);
        objective.Outputs(copies);
        return threat.Project(full_like(clean, 0.5), clean);
    }
}
