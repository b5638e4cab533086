namespace RoCL.Attacks.AutoAttack;

/// <summary>Choices that are made image by image.</summary>
internal static class Rows
{
    /// <summary>
    /// The images of one batch where a condition holds, elsewhere those of another.
    /// </summary>
    /// <param name="condition">bool [N].</param>
    /// <param name="there">[N, C, H, W], where it holds.</param>
    /// <param name="elsewhere">[N, C, H, W], where it does not.</param>
    public static Tensor Where(Tensor condition, Tensor there, Tensor elsewhere) =>
        where(condition.view(-1, 1, 1, 1), there, elsewhere);
}
