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
/// <para>Any threat model; an objective with labels. Shape: images [N, C, H, W] in [0, 1].</para>
/// <para>Errors: ROCL0334 no labels, ROCL0335 fewer than two classes.</para>
/// <para>
/// Reference: Croce and Hein 2020, arXiv:1907.02044; targets, Croce and Hein 2020,
/// arXiv:2003.01690, section 5.
/// </para>
/// </remarks>
/// <param name="Iterations">Steps for each target. AutoAttack: 100.</param>
/// <param name="Targets">
/// How many target classes, at the most one fewer than there are. AutoAttack: 9.
/// </param>
/// <param name="RandomStart">
/// Begins half a radius away from the clean image, for use with <c>restarts</c>; AutoAttack's only
/// run does not.
/// </param>
/// <param name="AlphaMax">
/// The largest part that the way from the clean image has. The paper: 0.1.
/// </param>
/// <param name="Eta">η, how far beyond the boundary a step goes. The paper: 1.05.</param>
/// <param name="Beta">β, what is left of the distance after stepping back. The paper: 0.9.</param>
[Component("fab-t", "Targeted fast adaptive boundary attack, Croce and Hein 2020")]
public sealed record FabT(
    [Range(1, 1_000_000)] int Iterations = 100,
    [Range(1, 1_000_000)] int Targets = 9,
    bool RandomStart = false,
    [Range(0, 1)] double AlphaMax = 0.1,
    [Range(1, 10)] double Eta = 1.05,
    [Range(0, 1)] double Beta = 0.9
) : IAttack
{
    /// <inheritdoc/>
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
    {
        var targets = (int)Math.Min(Classes.Of(ToString(), clean, objective, least: 2) - 1, Targets);
        return Survivors.Of(
            clean,
            objective,
            random,
            targets,
            (images, aim, mine, turn) =>
            {
                var boundary = Boundary.To(aim, LogitLosses.Ranked(aim.Outputs(images), rank: 2 + turn));
                var start = RandomStart ? Start.At(threat with { Radius = threat.Radius / 2 }, images, mine) : images;
                return new FabRun(Iterations, AlphaMax, Eta, Beta)
                    .From(start, images, aim, threat, boundary)
                    .Inside(threat, images);
            }
        );
    }

    /// <summary>As papers write it, <c>FAB-T</c>.</summary>
    public override string ToString() => "FAB-T";
}
