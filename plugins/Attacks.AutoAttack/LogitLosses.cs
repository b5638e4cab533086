namespace RoCL.Attacks.AutoAttack;

/// <summary>
/// What APGD may raise in place of a recipe's own objective: functions of the logits z alone, which
/// the network's scale does not flatten.
/// </summary>
/// <remarks>
/// z₁ ≥ z₂ ≥ … are an image's logits in order, y its label, t its target. Shape: logits [N, K];
/// labels and targets int64 [N]; results [N].
/// <para>Reference: Croce and Hein 2020, arXiv:2003.01690, eq. 6 and 7.</para>
/// </remarks>
public static class LogitLosses
{
    private const double SmallestRange = 1e-12; // as in the reference code: equal logits have no ratio

    /// <summary>
    /// The difference of logits ratio, <c>−(z_y − max_{i≠y} z_i) / (z₁ − z₃)</c>: above 0 where the
    /// network is fooled. K is 3 or more.
    /// </summary>
    /// <param name="labels">y.</param>
    public static Func<Tensor, Tensor> Dlr(Tensor labels) =>
        logits =>
        {
            var (sorted, order) = logits.sort(1, descending: true);
            var z1 = sorted.select(1, 0);
            var z2 = sorted.select(1, 1);
            var z3 = sorted.select(1, 2);
            var largestOther = where(order.select(1, 0).eq(labels), z2, z1);
            return -(Of(logits, labels) - largestOther) / (z1 - z3 + SmallestRange);
        };

    /// <summary>
    /// The same towards a target, <c>−(z_y − z_t) / (z₁ − (z₃ + z₄)/2)</c>. K is 4 or more.
    /// </summary>
    /// <param name="labels">y.</param>
    /// <param name="targets">t, another class than y.</param>
    public static Func<Tensor, Tensor> DlrTargeted(Tensor labels, Tensor targets) =>
        logits =>
        {
            var (sorted, _) = logits.sort(1, descending: true);
            var z1 = sorted.select(1, 0);
            var z3 = sorted.select(1, 2);
            var z4 = sorted.select(1, 3);
            return -(Of(logits, labels) - Of(logits, targets)) / (z1 - 0.5 * (z3 + z4) + SmallestRange);
        };

    /// <summary>The log-probability of the target, <c>log softmax(z)_t</c>.</summary>
    /// <param name="targets">t.</param>
    public static Func<Tensor, Tensor> CeTargeted(Tensor targets) =>
        logits => Of(nn.functional.log_softmax(logits, 1), targets);

    /// <summary>
    /// How far the target is above the label, <c>z_t − z_y</c>: the distance to the boundary that
    /// FAB walks to.
    /// </summary>
    /// <param name="labels">y.</param>
    /// <param name="targets">t.</param>
    public static Func<Tensor, Tensor> Gap(Tensor labels, Tensor targets) =>
        logits => Of(logits, targets) - Of(logits, labels);

    /// <summary>The class of a rank, int64 [N]; rank 1 is the largest logit.</summary>
    /// <param name="logits">[N, K].</param>
    /// <param name="rank">From 1 to K.</param>
    public static Tensor Ranked(Tensor logits, int rank) => logits.sort(1).Indices.select(1, logits.shape[1] - rank);

    private static Tensor Of(Tensor logits, Tensor classes) => logits.gather(1, classes.unsqueeze(1)).squeeze(1);
}
