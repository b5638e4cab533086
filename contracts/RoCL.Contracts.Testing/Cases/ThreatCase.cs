using FsCheck;
using FsCheck.Fluent;

namespace RoCL.Contracts.Testing;

/// <summary>The input of a threat model: clean images, and where a push has moved them.</summary>
/// <param name="Batch">The clean images.</param>
/// <param name="Reach">The standard deviation of the push, in pixel units.</param>
/// <param name="Part">The length of a step as a part of the radius.</param>
public sealed record ThreatCase(ImageBatch Batch, double Reach, double Part)
{
    /// <summary>The images after the push, [N, C, H, W], with any values.</summary>
    internal Tensor Moved => Batch.Pixels + Reach * Normal("push");

    /// <summary>A gradient for each pixel, [N, C, H, W]: that of a linear objective.</summary>
    internal Tensor Slope => Normal("slope");

    /// <summary>Cases of every kind. They shrink to one image of 1x4x4.</summary>
    public static Arbitrary<ThreatCase> Any() =>
        Arb.From(
            from batch in ImageBatch.Any().Generator
            from reach in Gen.Elements(0, 1e-3, 0.05, 0.5, 100)
            from part in Gen.Elements(0.1, 1)
            select new ThreatCase(batch, reach, part),
            Smaller
        );

    private static IEnumerable<ThreatCase> Smaller(ThreatCase threatCase) =>
        ImageBatch.Smaller(threatCase.Batch).Select(batch => threatCase with { Batch = batch });

    private Tensor Normal(string purpose) =>
        Batch.Random(purpose).Normal(Batch.Images, Batch.Shape.Channels, Batch.Shape.Height, Batch.Shape.Width);

    /// <summary>The case as reports write it.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Batch}, pushed by {Reach}, a step of {Part} radii");
}
