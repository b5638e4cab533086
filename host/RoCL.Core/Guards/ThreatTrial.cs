using System.Globalization;
using RoCL.Core.Components;

namespace RoCL.Core.Guards;

/// <summary>
/// Tries a plugin's threat model on a few random images, before training begins.
/// </summary>
/// <param name="Use">The threat model, as the recipe names it.</param>
/// <param name="Threat">The threat model.</param>
internal sealed record ThreatTrial(ComponentUse Use, ThreatModel Threat)
{
    private const long Images = 2;

    // A projection that moves a pixel so far does not do it by rounding.
    private const double Moved = 1e-3;

    // What part of the way from a projection back to the point lies just outside.
    private const double Beyond = 0.05;

    // Rounding of a distance, as a part of the radius.
    private const double Rounding = 1e-4;

    // How far the tried images are pushed, in pixel units: nowhere, a little, and out of the box.
    private static readonly ImmutableArray<double> Reaches = [0, 0.02, 3];

    /// <summary>
    /// ROCL0391 another shape, type or device, ROCL0392 not finite, ROCL0393 outside [0, 1],
    /// ROCL0394 a point of the set moved, ROCL0395 a distance that disagrees with the projection,
    /// ROCL0396 a radius that is none, ROCL0397 a name that is none, ROCL0389 a direction that
    /// leads down.
    /// </summary>
    /// <param name="shape">The shape of the recipe's images.</param>
    public void Take(ImageShape shape)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        RequireRadiusAndName();
        var random = new Rng(new Seed(0).For("threat model"), Images);
        long[] size = [Images, shape.Channels, shape.Height, shape.Width];
        var clean = (1.5 * random.For("clean").Uniform(size) - 0.25).clamp(0, 1);
        foreach (var reach in Reaches)
        {
            var push = reach * random.For("push").Normal(size);
            var projected = Guard.Call(Use, () => Threat.Project(clean + push, clean.clone()));
            RequireMember("projection", projected, clean);
        }

        var drawn = Guard.Call(Use, () => Threat.RandomPoint(clean.clone(), random.For("point")));
        RequireMember("random point", drawn, clean);
        var slope = random.For("slope").Normal(size);
        var direction = Guard.Call(Use, () => Threat.SteepestDirection(slope, drawn.clone()));
        GuardedThreat.RequireForm(Use, "direction", direction, clean);
        RequireAscent(direction, slope);
        var next = Guard.Call(Use, () => Threat.Project(drawn + direction, clean.clone()));
        RequireMember("projection of a step", next, clean);
        RequireFartherOutside(random.For("outside").Uniform(size), clean);
    }

    private void RequireMember(string what, Tensor point, Tensor clean) =>
        GuardedThreat.RequireMember(Use, Threat, what, point, clean);

    // A little beyond its projection, a point still lies outside, and its distance has to say so.
    private void RequireFartherOutside(Tensor point, Tensor clean)
    {
        var projected = Guard.Call(Use, () => Threat.Project(point.clone(), clean.clone()));
        var outside = projected + Beyond * (point - projected);
        var back = Guard.Call(Use, () => Threat.Project(outside.clone(), clean.clone()));
        var isMoved = (outside - back).abs().amax([1, 2, 3]).gt(Moved);
        var distance = Guard.Call(Use, () => Threat.Distance(outside, clean));
        var isWithin = distance.lt(Threat.Radius * (1 - Rounding));
        if (!(isMoved & isWithin).any().item<bool>())
            return;
        var nearest = distance.masked_fill(~isMoved, double.PositiveInfinity).min().item<float>();
        throw Attribution.Fault(
            Use,
            "ROCL0395",
            "The threat model's distance disagrees with its projection: a point that the projection moves lies "
                + $"{Text(nearest)} away, within the radius {Text(Threat.Radius)}."
        );
    }

    private void RequireAscent(Tensor direction, Tensor slope)
    {
        if ((direction * slope).sum([1, 2, 3]).lt(0).any().item<bool>())
        {
            throw Attribution.Fault(
                Use,
                "ROCL0389",
                "The threat model's steepest direction leads down: a step along it lowers a linear objective."
            );
        }
    }

    private void RequireRadiusAndName()
    {
        if (!double.IsFinite(Threat.Radius) || Threat.Radius < 0)
            throw Attribution.Fault(Use, "ROCL0396", $"The threat model's radius is {Text(Threat.Radius)}.");
        if (string.IsNullOrWhiteSpace(Guard.CallWithoutTensors(Use, Threat.ToString)))
            throw Attribution.Fault(Use, "ROCL0397", "The threat model has no name for tables.");
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(float number) => number.ToString(CultureInfo.InvariantCulture);
}
