namespace RoCL.Core.Evaluation;

/// <summary>
/// An attack made once more in another radius, on as many of the images as a number of passes
/// suffices for: first on one, which says what each of the others costs.
/// </summary>
/// <param name="images">The images.</param>
/// <param name="attack">The attack.</param>
/// <param name="imageCount">The number of images that are looked at, if they are cheap.</param>
internal sealed class AttackedAgain(MaskingImages images, IAttack attack, int imageCount)
{
    /// <summary>
    /// Forward passes for each image: PGD-20 takes 60, and all of AutoAttack thousands.
    /// </summary>
    public const int PassesForEach = 100;

    /// <summary>
    /// The class that each of the first images is given, int64 [M], M at least 1.
    /// </summary>
    /// <param name="threat">The set that they stay in.</param>
    /// <param name="purpose">What the random values are for.</param>
    public Tensor Classes(ThreatModel threat, string purpose)
    {
        var passes = new PassCount();
        var first = Of(threat, purpose, 0, 1, passes);
        var affordable = ((long)PassesForEach * imageCount - passes.Total) / Math.Max(passes.Total, 1);
        var others = (int)Math.Clamp(affordable, 0, imageCount - 1);
        return others == 0 ? first : cat([first, Of(threat, purpose, 1, others, passes)]);
    }

    private Tensor Of(ThreatModel threat, string purpose, int from, int count, PassCount passes)
    {
        var rows = Enumerable.Range(from, count).Select(row => (long)row).ToArray();
        return images.Decided(images.Attacked(attack, threat, rows, purpose, passes), rows);
    }
}
