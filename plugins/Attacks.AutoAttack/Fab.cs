using System.ComponentModel.DataAnnotations;

namespace RoCL.Attacks.AutoAttack;

/// <summary>
/// The fast adaptive boundary attack: the nearest point of any other class; it counts if it lies
/// inside.
/// </summary>
/// <remarks>
/// See <see cref="FabRun"/>. Each step goes to the boundary that is the nearest according to a
/// linear model, which takes the gradient of every class: with many classes, <c>fab-t</c> is
/// cheaper.
/// <para>
/// L-infinity, L2 and L1; an objective with labels. Shape: images [N, C, H, W] in [0, 1].
/// </para>
/// <para>
/// Errors: ROCL0334 no labels, ROCL0335 fewer than two classes, ROCL0390 another threat model.
/// </para>
/// <para>Reference: Croce and Hein 2020, arXiv:1907.02044.</para>
/// </remarks>
/// <param name="Iterations">How many steps. The paper: 100.</param>
/// <param name="RandomStart">
/// Begins half a radius away from the clean image, for use with <c>restarts</c>.
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
///       "attack": { "use": "fab", "iterations": 2, "eta": 1.05 }
///     }
///   ]
/// }
/// </code>
/// </example>
[Component("fab", "Fast adaptive boundary attack, Croce and Hein 2020")]
public sealed record Fab(
    [Range(1, 1_000_000)] int Iterations = 100,
    bool RandomStart = false,
    [Range(0, 1)] double AlphaMax = 0.1,
    [Range(1, 10)] double Eta = 1.05,
    [Range(0, 1)] double Beta = 0.9
) : ITitledAttack
{
    /// <inheritdoc/>
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
    {
        ThreeNorms.Demand(threat, ToString());
        var classes = Classes.Of(ToString(), clean, objective, least: 2);
        return Survivors.Of(
            clean,
            objective,
            random,
            1,
            (images, remaining, turnRandom, _) =>
            {
                var boundary = Boundary.Nearest(remaining, classes, threat);
                var start = RandomStart ? BorderPoint.Halfway(threat, images, turnRandom) : images;
                var run = new FabRun(Iterations, AlphaMax, Eta, Beta);
                return run.From(start, images, remaining, threat, boundary).Inside(threat, images);
            }
        );
    }

    /// <inheritdoc/>
    public bool Takes(ThreatModel threat) => ThreeNorms.Have(threat);

    /// <summary>Its name, and the options that are not those of the paper.</summary>
    /// <inheritdoc/>
    public string TitleIn(ThreatModel threat) => AttackTitle.WithOptions(ToString(), this);

    /// <summary>As papers write it, <c>FAB</c>.</summary>
    public override string ToString() => "FAB";
}
