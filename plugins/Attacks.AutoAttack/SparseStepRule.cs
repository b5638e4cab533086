namespace RoCL.Attacks.AutoAttack;

/// <summary>
/// APGD's steps for L1: a step moves the pixels of the largest gradient only, as many as two thirds
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
/// <param name="Eta">η, [N, 1, 1, 1].</param>
/// <param name="Share">k as a part of all pixels, [N].</param>
/// <param name="Moved">How many pixels the best point moved at the last checkpoint, [N].</param>
/// <param name="Window">Steps between checkpoints.</param>
/// <param name="Steps">Steps taken since the last.</param>
internal sealed record SparseStepRule(L1 Threat, Tensor Eta, Tensor Share, Tensor Moved, int Window, int Steps)
    : StepRule
{
    /// <summary>
    /// The first rule: k from the start's moved pixels, or a fifth of all where the start was drawn
    /// at random.
    /// </summary>
    /// <param name="threat">Where points may lie.</param>
    /// <param name="iterations">Of the run.</param>
    /// <param name="start">[N, C, H, W].</param>
    /// <param name="losses">At the start, [N].</param>
    /// <param name="clean">[N, C, H, W].</param>
    /// <param name="dense">Whether the start was drawn at random.</param>
    public static SparseStepRule Begin(L1 threat, int iterations, Tensor start, Tensor losses, Tensor clean, bool dense)
    {
        var pixels = Pixels(clean);
        var moved = MovedPixels(start, clean, losses.dtype);
        return new(
            threat,
            Eta: full_like(losses, threat.Radius).view(-1, 1, 1, 1),
            Share: dense ? full_like(moved, 0.2) : moved / pixels / 1.5,
            Moved: dense ? full_like(moved, pixels) : moved,
            Window: Math.Max((int)(0.04 * iterations), 1),
            Steps: 0
        );
    }

    /// <inheritdoc/>
    public override Tensor Step(Tensor x, Tensor previous, Tensor gradient, Tensor clean, bool isFirst)
    {
        // The k-th largest entry of |∇L|, at place D − k in rising order.
        var size = gradient.abs();
        var pixels = Pixels(clean);
        var place = ((1 - Share) * pixels).clamp(0, pixels - 1).to(ScalarType.Int64).unsqueeze(1);
        var threshold = size.flatten(1).sort(1).Values.gather(1, place).view(-1, 1, 1, 1);

        // x' = Π(x + η·s/‖s‖₁)
        var s = gradient.sign() * size.ge(threshold).to(gradient.dtype);
        var length = s.abs().sum([1, 2, 3], keepdim: true) + 1e-10;
        return SparseProjection.Of(x + Eta * s / length, clean, Threat.Radius);
    }

    /// <inheritdoc/>
    public override (StepRule Next, Tensor? Returning) After(
        Tensor losses,
        Tensor best,
        Tensor bestLosses,
        Tensor clean
    )
    {
        var steps = Steps + 1;
        if (steps < Window)
            return (this with { Steps = steps }, null);

        var moved = MovedPixels(best, clean, losses.dtype);
        var sparser = (moved / Moved).lt(0.95);
        var longest = full_like(Eta, Threat.Radius);
        var shorter = (Eta / 1.5).clamp(Threat.Radius / 10, Threat.Radius);
        var next = this with
        {
            Eta = Rows.Where(sparser, longest, shorter),
            Share = moved / Pixels(clean) / 1.5,
            Moved = moved,
            Steps = 0,
        };
        return (next, sparser);
    }

    private static Tensor MovedPixels(Tensor images, Tensor clean, ScalarType type) =>
        images.ne(clean).flatten(1).sum(1).to(type);

    private static long Pixels(Tensor images) => images.numel() / images.shape[0];
}
