namespace Fidelity.Tests.Rounding;

/// <summary>
/// One draw of the errors that float32 may make in a network: its weights, each a little off, and
/// the gradient of its outputs.
/// </summary>
/// <remarks>
/// A sum of n products in float32 is the exact sum of products whose factors are each off by a part
/// of at most <c>λ √n u</c>, <c>u = 2⁻²⁴</c>, with a probability of at least
/// <c>1 − 2 exp(−λ²/2)</c> each, in whatever order the processor adds (Higham and Mary 2019, A new
/// approach to probabilistic rounding error analysis, theorem 2.4). So what a network gives in
/// float32 is what the exact network gives with weights that are off by at most that bound. λ is 7:
/// all the sums of an attack hold it at once, but for one attack in a thousand. A probe is an
/// attack on a network with weights drawn within the bound. Where probes end apart, float32 leaves
/// the end open.
/// </remarks>
/// <param name="Probe">
/// The number of the draw, 1 or above: the same number, the same errors.
/// </param>
internal sealed record RoundingNoise(int Probe)
{
    /// <summary>How many probes an attack is judged by.</summary>
    public const int Probes = 64;

    private const double Lambda = 7;

    private const double UnitRoundoff = 1.0 / (1 << 24);

    /// <summary>All draws that an attack is judged by.</summary>
    public static IEnumerable<RoundingNoise> All =>
        Enumerable.Range(1, Probes).Select(probe => new RoundingNoise(probe));

    /// <summary>A weight with the errors of the sums that it takes part in.</summary>
    /// <param name="name">The weight's name: another name, other errors.</param>
    /// <param name="weight">Of any shape and precision.</param>
    public Tensor On(string name, Tensor weight)
    {
        // A weight [out, in, ...] is summed over its inputs forwards, and over its outputs
        // backwards.
        var terms = weight.dim() < 2 ? 1 : weight.numel() / Math.Min(weight.shape[0], weight.shape[1]);
        return weight * (1 + Lambda * Math.Sqrt(terms) * UnitRoundoff * Errors(name, weight));
    }

    /// <summary>
    /// What is added to the loss of each row so that the gradient of the logits has the error of a
    /// difference of probabilities.
    /// </summary>
    /// <remarks>
    /// The gradient of cross-entropy and of a divergence is q − p for two distributions. In float32
    /// neither sums to exactly 1, and each entry is off by a part of u: where q is nearly p, or p
    /// nearly certain, little else is left of the difference. The exact gradient of
    /// <c>Σ_k ξ_k λ u q_k z_k</c>, |ξ| ≤ 1 and, q held fixed, is that error.
    /// </remarks>
    /// <param name="logits">z, [N, K].</param>
    /// <returns>[N].</returns>
    public Tensor OnLogits(Tensor logits) =>
        (Lambda * UnitRoundoff * Errors("logits", logits) * logits.softmax(1).detach() * logits).sum(1);

    /// <summary>
    /// The same for NT-Xent, a cross-entropy of similarities, as the reference of ACL computes it:
    /// what is added to the loss of each row.
    /// </summary>
    /// <remarks>
    /// Two more differences leave few digits. The reference sums the exponentials with that of the
    /// image itself, and subtracts it. And the gradient of a vector's direction is the gradient
    /// without its part along the vector.
    /// </remarks>
    /// <param name="embeddings">
    /// z, [N, D]; their cosines over the temperature are the logits.
    /// </param>
    /// <param name="temperature">τ.</param>
    /// <returns>[N].</returns>
    public Tensor OnSimilarities(Tensor embeddings, double temperature)
    {
        const double never = -1e4;
        var direction = nn.functional.normalize(embeddings, dim: 1);
        var itself = eye(embeddings.shape[0], dtype: ScalarType.Bool);
        var similarities = (direction.mm(direction.t()) / temperature).masked_fill(itself, never);
        var others = similarities.detach().exp().sum(1);
        var ofSums = OnLogits(similarities) * (1 + Math.Exp(1 / temperature) / others);

        var length = embeddings.detach().norm(dim: 1, keepdim: true).clamp_min(1e-8);
        var ofDirections = (Errors("directions", embeddings) * embeddings / length).sum(1);
        return ofSums + Lambda * UnitRoundoff / temperature * ofDirections;
    }

    /// <summary>
    /// Outputs with the error of their last rounding, which differs from one evaluation to the
    /// next: it follows from their own last bits.
    /// </summary>
    /// <param name="outputs">
    /// z, [N, D]; the error is at most <c>λ u |z|</c> of the row's largest.
    /// </param>
    public Tensor OnOutputs(Tensor outputs) =>
        outputs + LastRounding(outputs) * outputs.detach().abs().amax([1], keepdim: true);

    /// <summary>
    /// Losses with the error of their last rounding: of the loss itself, or of the 1 that the
    /// probabilities add up to.
    /// </summary>
    /// <param name="losses">[N]; the error is at most <c>λ u max(1, |loss|)</c>.</param>
    public Tensor OnLosses(Tensor losses) => losses + LastRounding(losses) * losses.detach().abs().clamp_min(1);

    /// <summary>
    /// Pixels that are at most a bit off, for an attack that counts which pixels have moved. A
    /// black pixel stays black.
    /// </summary>
    public Tensor OnPixels(Tensor images) => images * (1 + 2 * UnitRoundoff * Errors("pixels", images));

    /// <summary>
    /// Computes something while weights have these errors, and puts the weights back as they were.
    /// </summary>
    /// <param name="weights">Weights by name; whole numbers among them are left alone.</param>
    /// <param name="compute">What to compute.</param>
    public T While<T>(IEnumerable<KeyValuePair<string, Tensor>> weights, Func<T> compute)
    {
        var moved = weights.Where(weight => weight.Value.is_floating_point()).ToList();
        var before = moved.Select(weight => weight.Value.detach().clone()).ToList();
        try
        {
            Set(moved, moved.Select(weight => On(weight.Key, weight.Value.detach())));
            return compute();
        }
        finally
        {
            Set(moved, before);
        }
    }

    private static void Set(IEnumerable<KeyValuePair<string, Tensor>> weights, IEnumerable<Tensor> values)
    {
        using var quiet = no_grad();
        foreach (var (weight, value) in weights.Zip(values))
            weight.Value.copy_(value);
    }

    // Of every evaluation another, though the same for the same values.
    private Tensor LastRounding(Tensor values) =>
        Lambda * UnitRoundoff * (values.detach() / UnitRoundoff + Probe).sin();

    // Uniform in [-1, 1] for each value.
    private Tensor Errors(string name, Tensor like)
    {
        using var generator = new Generator((ulong)new Seed(Probe).For(name).Value, CPU);
        return 2 * rand(like.shape, dtype: like.dtype, generator: generator) - 1;
    }
}
