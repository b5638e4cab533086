using System.Globalization;
using Fidelity.Tests.Reference;
using Fidelity.Tests.Rounding;

namespace Fidelity.Tests.Images;

/// <summary>The projection onto the L1 ball and [0, 1] together.</summary>
public sealed class L1ProjectionFidelity
{
    private const string Correction = "correction_radius_";

    [GoldenFiles("l1_projection")]
    public void The_projection_onto_ball_and_box_agrees(string name)
    {
        var golden = Golden.Open(name);
        var centre = golden["centre"];
        var moved = centre + golden["displacement"];
        foreach (var correction in golden.NamesFrom(Correction))
        {
            var radius = double.Parse(correction[Correction.Length..], CultureInfo.InvariantCulture);
            var projected = new L1(radius).Project(AsImages(moved), AsImages(centre));
            Agreement.Absolute(projected, AsImages(moved + golden[correction]), 1e-4, correction);
        }
    }

    private static Tensor AsImages(Tensor rows) => rows.unsqueeze(1).unsqueeze(1);
}
