namespace RoCL.Research;

/// <summary>One minus the cosine, summed over several pairs of embeddings of an image.</summary>
/// <remarks>
/// Views z₁, z₂, z₃, z₄, ...: <c>Σ_k (1 − cos(z_2k−1, z_2k))</c>, the pairs of any widths.
/// ProFeAT's attack raises it for features and projections at once.
/// <para>
/// Shape: an even number of views [N, D], those of a pair alike; the result is [N], each in [0, 2]
/// times the number of pairs.
/// </para>
/// <para>Errors: ROCL0301 no view or an odd number, ROCL0302 a pair of unlike shape.</para>
/// <para>Reference: Addepalli et al. 2024, arXiv:2406.05796, and the Attacker of their code.</para>
/// </remarks>
/// <example>
/// <code>
/// { "loss": [{ "use": "cosine-pairs", "views": ["a@features", "adv@features", "a", "adv"] }] }
/// </code>
/// </example>
[Component("cosine-pairs", "One minus the cosine, over pairs of views, Addepalli et al. 2024")]
public sealed record CosinePairs : IContrastiveLoss
{
    /// <inheritdoc/>
    public Tensor Of(IReadOnlyList<Tensor> views)
    {
        if (views.Count == 0 || views.Count % 2 != 0)
        {
            throw Refused(
                "ROCL0301",
                $"The loss received {views.Count} views, but it takes pairs of them.",
                "List the two views of each pair one after the other."
            );
        }

        return views.Chunk(2).Select(pair => OfPair(pair[0], pair[1])).Aggregate((sum, next) => sum + next);
    }

    private static Tensor OfPair(Tensor one, Tensor other)
    {
        if (one.dim() == 2 && one.shape.SequenceEqual(other.shape))
            return 1 - nn.functional.cosine_similarity(one, other, dim: 1);
        throw Refused(
            "ROCL0302",
            "The embeddings of a pair differ in shape, but both must have one shape [N, D].",
            "Let both views of a pair pass through heads of one width."
        );
    }

    private static ProblemException Refused(string code, string what, string remedy) =>
        new(new(code, "cosine-pairs", what, remedy));
}
