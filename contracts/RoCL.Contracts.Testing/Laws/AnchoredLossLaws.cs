namespace RoCL.Contracts.Testing;

/// <summary>What losses that implement <see cref="IAnchoredLoss"/> promise.</summary>
public static class AnchoredLossLaws
{
    private const double Rounding = 1e-9;

    /// <summary>The losses of parts are those of the whole, and so are their gradients.</summary>
    public static Law<ILoss> AddsUp { get; } =
        Law<ILoss>.For(
            "gives parts of the images their losses and gradients of the whole, if it is an IAnchoredLoss",
            loss => EmbeddedViews.For(loss.Requirement),
            (create, views) => create() is IAnchoredLoss loss ? Observed(loss, views) : null,
            new(OneCaseIn: 2)
        );

    private static string? Observed(IAnchoredLoss loss, EmbeddedViews views)
    {
        var together = views.Outputs(ScalarType.Float64).requires_grad_();
        var apart = views.Outputs(ScalarType.Float64).requires_grad_();
        var whole = loss.Of(views.Input(together));
        if (whole.dim() != 1)
            return $"{Discrepancy.Shape(whole)} came back for {views.Images} images, and parts need one for each";

        var first = Math.Max(1, views.Images / 3);
        var input = views.Input(apart);
        List<Tensor> parts = [loss.Of(input, 0, first)];
        if (first < views.Images)
            parts.Add(loss.Of(input, first, views.Images - first));
        var joined = cat(parts);
        if (Discrepancy.Different($"the first {first} and the others", joined, whole, Rounding) is { } different)
            return different;
        if (!whole.requires_grad)
            return null;
        whole.sum().backward();
        joined.sum().backward();
        return Discrepancy.Different("the gradient", apart.grad ?? zeros(1), together.grad ?? zeros(1), Rounding);
    }
}
