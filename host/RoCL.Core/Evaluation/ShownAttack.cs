namespace RoCL.Core.Evaluation;

/// <summary>An attack of which a few images are kept.</summary>
/// <param name="Threat">The set that it stays in.</param>
/// <param name="Clean">The result for the same images without it.</param>
public sealed record ShownAttack(ThreatModel Threat, Condition Clean)
{
    // Eight images of 64 pixels and three channels; of larger images fewer, three at least.
    private const long MostNumbers = 8 * 3 * 64 * 64;
    private const long MostImages = 8;
    private const long FewestImages = 3;

    /// <summary>
    /// The images to keep of the first batch: of each class, in their order, the first that the
    /// attack changes from right to wrong, or else the first.
    /// </summary>
    /// <param name="labels">int64 [N] on the CPU.</param>
    /// <param name="correct">Which are right under the attack, bool [N].</param>
    /// <param name="images">[N, C, H, W].</param>
    internal long[] RowsOf(Tensor labels, Tensor correct, Tensor images)
    {
        var numbers = images.numel() / images.shape[0];
        var most = (int)Math.Clamp(MostNumbers / numbers, FewestImages, MostImages);
        var ofClass = labels.data<long>().ToArray();
        var withstood = correct.data<bool>().ToArray();
        var chosen = Enumerable
            .Range(0, ofClass.Length)
            .GroupBy(row => ofClass[row])
            .OrderBy(rows => rows.Key)
            .Select(rows => rows.Where(row => Clean.Correct[row] && !withstood[row]).FirstOrDefault(rows.First()));
        return [.. chosen.Take(most).Select(row => (long)row)];
    }
}
