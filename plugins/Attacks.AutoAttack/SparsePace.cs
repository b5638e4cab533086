namespace RoCL.Attacks.AutoAttack;

/// <summary>
/// APGD's pace for L1: a step moves the pixels of the largest gradient only, as many as two thirds
/// of those that the best point moved.
/// </summary>
/// <remarks>
/// <c>x' = Π(x + η·s/‖s‖₁)</c>, s being the signs of the k largest entries of the gradient. A
/// checkpoint comes after each 4 % of the iterations: k becomes ⅔ of the best point's number of
/// moved pixels; where that number fell below 95 % of the last, η goes back to the radius and the
/// image to its best point, elsewhere η is divided by 1.5, down to a tenth of the radius.
/// <para>Reference: Croce and Hein 2021, arXiv:2103.01208, section 4.1.</para>
/// </remarks>
/// <param name="Threat">Where points may lie.</param>
/// <param name="Size">η, [N, 1, 1, 1].</param>
/// <param name="Share">k as a part of all pixels, [N].</param>
/// <param name="Moved">How many pixels the best point moved at the last checkpoint, [N].</param>
/// <param name="Window">Steps between checkpoints.</param>
/// <param name="Steps">Steps taken since the last.</param>
internal sealed record SparsePace(L1 Threat, Tensor Size, Tensor Share, Tensor Moved, int Window, int Steps) : Pace
{
    /// <summary>
    /// The first pace: k from the start's moved pixels, or a fifth of all where the start was drawn
    /// at random.
    /// </summary>
    public static SparsePace Begin(L1 threat, int iterations, Tensor start, Tensor losses, Tensor clean, bool dense)
    {
        var (pixels, moved) = (Pixels(clean), Support(start, clean, losses.dtype));
        return new(
            threat,
            full_like(losses, threat.Radius).view(-1, 1, 1, 1),
            dense ? full_like(moved, 0.2) : moved / pixels / 1.5,
            dense ? full_like(moved, pixels) : moved,
            Math.Max((int)(0.04 * iterations), 1),
            0
        );
    }

    /// <inheritdoc/>
    public override Tensor Step(Tensor x, Tensor before, Tensor gradient, Tensor clean, bool first)
    {
        var (size, pixels) = (gradient.abs(), Pixels(clean));
        var place = ((1 - Share) * pixels).clamp(0, pixels - 1).to(ScalarType.Int64).unsqueeze(1);
        var least = size.flatten(1).sort(1).Values.gather(1, place).view(-1, 1, 1, 1);
        var signs = gradient.sign() * size.ge(least).to(gradient.dtype);
        return SparseProjection.Of(
            x + Size * signs / (signs.abs().sum([1, 2, 3], keepdim: true) + 1e-10),
            clean,
            Threat.Radius
        );
    }

    /// <inheritdoc/>
    public override (Pace Next, Tensor? Back) After(Tensor losses, Tensor best, Tensor bestLosses, Tensor clean)
    {
        if (Steps + 1 < Window)
            return (this with { Steps = Steps + 1 }, null);
        var moved = Support(best, clean, losses.dtype);
        var sparser = (moved / Moved).lt(0.95);
        var size = where(
            sparser.view(-1, 1, 1, 1),
            full_like(Size, Threat.Radius),
            (Size / 1.5).clamp(Threat.Radius / 10, Threat.Radius)
        );
        return (this with { Size = size, Share = moved / Pixels(clean) / 1.5, Moved = moved, Steps = 0 }, sparser);
    }

    private static Tensor Support(Tensor moved, Tensor clean, ScalarType type) =>
        moved.ne(clean).flatten(1).sum(1).to(type);

    private static long Pixels(Tensor images) => images.numel() / images.shape[0];
}
