namespace RoCL.Monitors.Standard;

/// <summary>How embeddings lie in space, as formulas.</summary>
public static class EmbeddingGeometry
{
    /// <summary>
    /// The mean of <c>‖x − y‖^α</c> over pairs of one image: how near its views are; 0 where they
    /// coincide. Wang &amp; Isola 2020, arXiv:2005.10242, section 4.1.
    /// </summary>
    /// <param name="one">[N, D], of unit length.</param>
    /// <param name="other">[N, D], of unit length, another view of the same images.</param>
    /// <param name="power">α, above 0.</param>
    public static double Alignment(Tensor one, Tensor other, double power) =>
        Numbers(one - other).norm(1).pow(power).mean().item<double>();

    /// <summary>
    /// The logarithm of the mean of <c>exp(−t·‖x − y‖²)</c> over pairs of different images: how far
    /// embeddings are from covering the sphere; 0 where all coincide, lower where they are spread.
    /// Wang &amp; Isola 2020, section 4.2.
    /// </summary>
    /// <param name="embeddings">[N, D], of unit length, N at least 2.</param>
    /// <param name="temperature">t, above 0.</param>
    public static double Uniformity(Tensor embeddings, double temperature)
    {
        var rows = Numbers(embeddings);
        var count = rows.shape[0];
        if (count < 2)
            return double.NaN;
        var similarities = rows.mm(rows.t());
        var squares = rows.square().sum(1);
        var distances = squares.unsqueeze(0) + squares.unsqueeze(1) - 2 * similarities;
        var pairs = ones(count, count, device: rows.device).triu(1).to(ScalarType.Bool);
        return distances.clamp_min(0).masked_select(pairs).mul(-temperature).exp().mean().log().item<double>();
    }

    /// <summary>
    /// <c>exp(−Σ p·log p)</c> with <c>p = s / Σs + ε</c> over the singular values s: the number of
    /// directions that the embeddings use, from 1 to min(N, D). Roy &amp; Vetterli 2007; on
    /// embeddings as they are, Garrido et al. 2023, arXiv:2210.02885 (RankMe).
    /// </summary>
    /// <param name="embeddings">[N, D], neither centred nor normalised.</param>
    /// <param name="epsilon">ε, added to each p; 1e-7 in the paper.</param>
    public static double EffectiveRank(Tensor embeddings, double epsilon)
    {
        var values = linalg.svdvals(Numbers(embeddings));
        var shares = values / values.sum() + epsilon;
        return (-(shares * shares.log()).sum()).exp().item<double>();
    }

    // In double precision: embeddings that coincide differ in the last digits alone.
    private static Tensor Numbers(Tensor embeddings) => embeddings.to(ScalarType.Float64);
}
