using RoCL.Monitors.Standard;

namespace Components.Tests.Monitors;

/// <summary>Embeddings of which the values are known beforehand.</summary>
public sealed class EmbeddingsTests
{
    private static IReadOnlyDictionary<string, double> Values(params Tensor[] outputs) =>
        new Embeddings().Measure(
            new()
            {
                Moment = default,
                Loss = 0,
                Terms = new Dictionary<string, double>(),
                Images = [],
                Outputs = outputs,
                Random = new(new Seed(1), outputs[0].shape[0]),
                Bench = null!,
            }
        );

    [Test]
    public void Collapsed_embeddings_are_aligned_not_spread_and_of_rank_one()
    {
        using var scope = NewDisposeScope();
        var collapsed = ones(6, 4) * 2;
        var values = Values(collapsed, collapsed);
        Assert.That(values["alignment"], Is.Zero.Within(1e-12));
        Assert.That(values["uniformity"], Is.Zero.Within(1e-12));
        Assert.That(values["effectiveRank"], Is.EqualTo(1).Within(1e-4));
        Assert.That(values["deviation"], Is.Zero.Within(1e-6));
        Assert.That(values["norm"], Is.EqualTo(4).Within(1e-6));
    }

    [Test]
    public void Orthogonal_embeddings_use_every_dimension()
    {
        using var scope = NewDisposeScope();
        var values = Values(eye(4));
        // Any two are at distance √2, and each dimension is 1 once in four.
        Assert.That(values["uniformity"], Is.EqualTo(-4).Within(1e-6));
        Assert.That(values["effectiveRank"], Is.EqualTo(4).Within(1e-4));
        Assert.That(values["deviation"], Is.EqualTo(Math.Sqrt(3) / 4).Within(1e-6));
        Assert.That(values, Does.Not.ContainKey("alignment"), "one view has no pairs");
    }

    [Test]
    public void Opposite_views_are_as_far_from_aligned_as_can_be()
    {
        using var scope = NewDisposeScope();
        Assert.That(Values(eye(3), -eye(3))["alignment"], Is.EqualTo(4).Within(1e-6));
    }

    [Test]
    public void Without_views_it_says_what_to_write()
    {
        var refused = Assert.Throws<ProblemException>(() =>
            new Embeddings().Measure(
                new()
                {
                    Moment = default,
                    Loss = 0,
                    Terms = new Dictionary<string, double>(),
                    Images = [],
                    Outputs = [],
                    Random = new(new Seed(1), 1),
                    Bench = null!,
                }
            )
        );
        Assert.That(refused.Problem.Code, Is.EqualTo("ROCL0105"));
    }
}
