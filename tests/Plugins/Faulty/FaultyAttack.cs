namespace Lab.Faulty;

/// <summary>A step of steepest ascent, sound until it misbehaves.</summary>
/// <param name="Kind">The fault that it has; empty for none.</param>
/// <param name="After">After how many calls.</param>
/// <param name="Repaired">A file; once it exists, the fault is repaired.</param>
/// <param name="Ill">
/// Whether it has the fault at all: from 1 on. By a schedule, the fault depends on the step, and
/// not on what the attack remembers.
/// </param>
/// <param name="Share">The length of the step, as a part of the radius.</param>
[Component("faulty-attack", "One step of steepest ascent")]
public sealed record FaultyAttack(
    string Kind = "",
    int After = 2,
    string Repaired = "",
    double Ill = 1,
    double Share = 1
) : IAttack
{
    private readonly Fault _fault = new(Ill >= 1 ? Kind : "", After, Repaired);

    /// <inheritdoc/>
    public bool Takes(ThreatModel threat) => Kind != "refuses" || File.Exists(Repaired);

    /// <inheritdoc/>
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
    {
        var moved = threat.Project(
            clean + Share * threat.Radius * threat.SteepestDirection(objective.Gradient(clean), clean),
            clean
        );
        var now = _fault.Next();
        switch (now)
        {
            case "shape":
                return moved[.., .., 1..];
            case "leaves":
                return clean + 2 * threat.Radius * (0.5 - clean).sign();
            case "writes":
                clean.fill_(0.5);
                objective.Labels?.fill_(0);
                return moved;
            case "writes and returns it":
                return clean.fill_(0.5);
            case "asks for another shape":
                return objective.Gradient(clean[.., .., 1..]);
            case "asks for other channels":
                return objective.Gradient(cat([clean, clean], 1));
            default:
                return _fault.In(now, moved);
        }
    }
}
