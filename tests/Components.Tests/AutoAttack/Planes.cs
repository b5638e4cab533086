using FsCheck;
using FsCheck.Fluent;
using RoCL.Attacks.AutoAttack;

namespace Components.Tests.AutoAttack;

/// <summary>
/// Some points in a box, and a hyperplane for each; about one in three lies out of the box's reach.
/// </summary>
/// <param name="Norm">The norm in which displacements are short.</param>
/// <param name="Points">N.</param>
/// <param name="Dimensions">D.</param>
/// <param name="Seed">Where points and planes come from.</param>
public sealed record Planes(ThreatModel Norm, int Points, int Dimensions, int Seed)
{
    /// <summary>x, [N, D] in [0, 1], some coordinates on the border.</summary>
    public Tensor X => (1.4 * Random("x").Uniform(Points, Dimensions) - 0.2).clamp(0, 1);

    /// <summary>w, [N, D], some coordinates zero.</summary>
    public Tensor W => Random("w").Normal(Points, Dimensions) * Random("zero").Uniform(Points, Dimensions).gt(0.2);

    /// <summary>b, [N].</summary>
    public Tensor B
    {
        get
        {
            var nearTheBox = 1.8 * Random("there").Uniform(Points, Dimensions) - 0.4;
            return (W * nearTheBox).sum(1) + Random("b").Normal(Points);
        }
    }

    /// <summary>Whether some point of the box lies on the plane, bool [N].</summary>
    public Tensor IsReachable => W.clamp_max(0).sum(1).le(B).logical_and(W.clamp_min(0).sum(1).ge(B));

    /// <summary>The displacement that is tested, [N, D].</summary>
    public Tensor Displacement => BoundaryProjection.Of(Norm, X, W, B);

    /// <summary>⟨w, x⟩ − b, [N].</summary>
    public Tensor Beyond(Tensor x) => (W * x).sum(1) - B;

    /// <summary>
    /// Other displacements onto the plane, in random directions towards it; every second one is
    /// near the displacement that is tested. [N, D] each.
    /// </summary>
    /// <param name="count">How many.</param>
    public IEnumerable<Tensor> Alternatives(int count)
    {
        var w = W;
        var beyond = Beyond(X);
        var towards = -(w * beyond.unsqueeze(1)).sign();
        var near = 20 * Displacement;
        for (var number = 0; number < count; number++)
        {
            var random = Random("other").For("way", number).Uniform(Points, Dimensions) * towards;
            var direction = number % 2 == 0 ? random : random + near;
            yield return direction * (-beyond / (w * direction).sum(1)).unsqueeze(1);
        }
    }

    /// <summary>Whether a displacement of x is finite and stays in the box, bool [N].</summary>
    public static Tensor StaysInTheBox(Tensor x, Tensor displacement)
    {
        var end = x + displacement;
        return end.ge(0).logical_and(end.le(1)).all(1).logical_and(displacement.isfinite().all(1));
    }

    /// <summary>The length of a displacement in the norm, [N].</summary>
    public Tensor Length(Tensor displacement)
    {
        var images = displacement.view(Points, 1, 1, Dimensions);
        return Norm.Distance(images, zeros_like(images));
    }

    /// <summary>How FsCheck draws them.</summary>
    public static Arbitrary<Planes> Any() =>
        (
            from norm in Gen.Elements<ThreatModel>(new LInf(1), new L2(1), new L1(1))
            from points in Gen.Choose(1, 4)
            from dimensions in Gen.Choose(1, 6)
            from seed in Gen.Choose(0, int.MaxValue)
            select new Planes(norm, points, dimensions, seed)
        ).ToArbitrary();

    private Rng Random(string purpose) => new(new Seed(Seed).For(purpose), Points);
}
