namespace RoCL.Evaluations.FineTuning;

/// <summary>Losses as an attack needs them: one for each image.</summary>
internal static class RowLosses
{
    /// <summary>
    /// The loss of each row, [N]; that of the batch, N times, where a loss has only one.
    /// </summary>
    /// <param name="losses">[N], or a scalar.</param>
    /// <param name="outputs">[N, D], the rows.</param>
    public static Tensor Of(Tensor losses, Tensor outputs) =>
        losses.dim() == 0 ? losses.expand(outputs.shape[0]) : losses;
}
