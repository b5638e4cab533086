using System.ComponentModel.DataAnnotations;

namespace RoCL.Attacks.AutoAttack;

/// <summary>
/// The targeted fast adaptive boundary attack: the nearest point of each of several other classes;
/// it counts if it lies inside.
/// </summary>
/// <remarks>
/// See <see cref="FabRun"/>. Targets are the classes of the second largest clean logit, the third,
/// and so on; an image is left alone as soon as a point inside the threat model fools the network.
/// No loss is raised: nothing that flattens a loss hides a point from it.
/// <para>
/// L-infinity, L2 and L1; an objective with labels. Shape: images [N, C, H, W] in [0, 1].
/// </para>
/// <para>
/// Errors: ROCL0334 no labels, ROCL0335 fewer than two classes or than
/// <paramref name="Targets"/> asks for, ROCL0390 another threat model.
/// </para>
/// <para>
/// Reference: Croce and Hein 2020, arXiv:1907.02044; targets, Croce and Hein 2020,
/// arXiv:2003.01690, section 5.
/// </para>
/// </remarks>
/// <param name="Iterations">Steps for each target. AutoAttack: 100.</param>
/// <param name="Targets">
/// How many target classes, at most one fewer than there are. AutoAttack: 9, or all where they are
/// fewer.
/// </param>
/// <param name="RandomStart">
/// Begins half a radius away from the clean image, for use with <c>restarts</c>; AutoAttack's only
/// run does not.
/// </param>
/// <param name="AlphaMax">
/// The largest part that the way from the clean image has. The paper: 0.1.
/// </param>
/// <param name="Eta">η, how far beyond the boundary a step goes. The paper: 1.05.</param>
/// <param name="Beta">
/// β, the part of the distance that remains after stepping back. The paper: 0.9.
/// </param>
/// <example>
/// <code>
/// {
///   "evaluate": [
///     {
///       "use": "linear", "epochs": 2, "batch": 32,
///       "threats": [{ "l2": 0.5 }],
///       "attack": { "use": "fab-t", "iterations": 2, "targets": 1 }
///     }
///   ]
/// }
/// </code>
/// </example>
[Component("fab-t", "Targeted fast adaptive boundary attack, Croce and Hein 2020")]
public sealed record FabT(
    [Range(1, 1_000_000)] int Iterations = 100,
    [Range(1, 1_000_000)] int Targets = FabT.StandardTargets,
    bool RandomStart = false,
    [Range(0, 1)] double AlphaMax = 0.1,
    [Range(1, 10)] double Eta = 1.05,
    [Range(0, 1)] double Beta = 0.9
) : ITitledAttack
{
    private const int StandardTargets = 9;

    /// <inheritdoc/>
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
    {
        ThreeNorms.Demand(threat, ToString());
        var classes = Classes.Of(ToString(), clean, objective, least: 2);
        var targets = TargetClasses.Count(classes, Targets == StandardTargets ? null : Targets, StandardTargets);
        return Survivors.Of(
            clean,
            objective,
            random,
            targets,
            (images, remaining, turnRandom, turn) =>
            {
                var target = LogitLosses.Ranked(remaining.Outputs(images), rank: 2 + turn);
                var boundary = Boundary.To(remaining, target);
                var start = RandomStart ? BorderPoint.Halfway(threat, images, turnRandom) : images;
                var run = new FabRun(Iterations, AlphaMax, Eta, Beta);
                return run.From(start, images, remaining, threat, boundary).Inside(threat, images);
            }
        );
    }

    /// <inheritdoc/>
    public bool Takes(ThreatModel threat) => ThreeNorms.Have(threat);

    /// <summary>Its name, and the options that are not those of AutoAttack.</summary>
    /// <inheritdoc/>
    public string TitleIn(ThreatModel threat) => AttackTitle.WithOptions(ToString(), this);

    /// <summary>As papers write it, <c>FAB-T</c>.</summary>
    public override string ToString() => "FAB-T";
}
