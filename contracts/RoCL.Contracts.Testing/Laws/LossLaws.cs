namespace RoCL.Contracts.Testing;

/// <summary>What <see cref="ILoss"/> promises.</summary>
/// <remarks>
/// A loss follows the type of its outputs: derivatives are taken in float64. Views are in the
/// recipe's order and a loss may treat each in its own way, so there is no law that it is the same
/// for views in another order.
/// </remarks>
public static class LossLaws
{
    /// <summary>
    /// [N] or a scalar of finite numbers, with a finite gradient, for outputs of any size, equal
    /// ones and zeros among them.
    /// </summary>
    public static Law<ILoss> IsFinite { get; } =
        Law(
            "is finite, [N] or a scalar, and so is its gradient",
            plain: false,
            new(Ends: true),
            (loss, of) =>
            {
                var outputs = of.Outputs().requires_grad_();
                var losses = loss().Of(of.Input(outputs));
                if (
                    !(losses.dim() == 0 || (losses.dim() == 1 && losses.shape[0] == of.Images))
                    || !losses.is_floating_point()
                )
                {
                    return $"{losses.dtype} {Observed.Shape(losses)} came back for {of.Images} images";
                }

                if (Observed.NotFinite("the loss", losses) is { } odd)
                    return odd;
                if (losses.requires_grad)
                    losses.sum().backward();
                return outputs.grad is { } gradient ? Observed.NotFinite("the gradient", gradient) : null;
            }
        );

    /// <summary>
    /// The gradient is the slope of the value, by central differences; or
    /// <see cref="LossRequirement.StopsGradient"/> is declared.
    /// </summary>
    public static Law<ILoss> HasItsOwnSlope { get; } =
        Law(
            "has a gradient that agrees with finite differences in float64, or declares that it stops it",
            plain: true,
            new(Share: 2),
            (loss, of) =>
            {
                var outputs = of.Outputs(ScalarType.Float64).requires_grad_();
                var made = loss();
                var value = Weighted(of, made.Of(of.Input(outputs)));
                if (!value.requires_grad)
                    return "its result has no gradient at all: it was cut off";
                value.backward();
                if (outputs.grad is not { } gradient)
                    return "no gradient reaches any view";
                return made.Requirement.StopsGradient
                    ? Observed.NotFinite("the gradient", gradient)
                    : Differences.Wrong(made, of, gradient, Weighted);
            }
        );

    /// <summary>Images in another order have their losses in that order.</summary>
    public static Law<ILoss> FollowsTheRows { get; } =
        Law(
            "gives images in another order their losses in that order",
            plain: true,
            new(),
            (loss, of) =>
            {
                var order = new Rng(new Seed(of.Seed).For("order"), 1).Permutation(of.Images);
                var input = of.Input(of.Outputs(ScalarType.Float64));
                var shuffled = input with
                {
                    Outputs = [.. input.Outputs.Select(view => view.index_select(0, order))],
                    Labels = input.Labels?.index_select(0, order),
                    Indices = input.Indices?.index_select(0, order),
                };
                var (losses, after) = (loss().Of(input), loss().Of(shuffled));
                return Observed.Apart(
                    $"order {string.Join(" ", order.data<long>().ToArray())}",
                    after,
                    losses.dim() == 0 ? losses : losses.index_select(0, order),
                    1e-9
                );
            }
        );

    /// <summary>
    /// The same outputs have the same loss, from the same component and from one made anew.
    /// </summary>
    public static Law<ILoss> IsDeterministic { get; } =
        Law(
            "gives the same loss for the same outputs",
            plain: false,
            new(Share: 2),
            (loss, of) =>
            {
                var (first, input) = (loss(), of.Input(of.Outputs()));
                var losses = first.Of(input);
                return Observed.Differing("the same call a second time", first.Of(input), losses)
                    ?? Observed.Differing("the same call on a component made anew", loss().Of(input), losses);
            }
        );

    /// <summary>Outputs, labels and indices stay as they are.</summary>
    public static Law<ILoss> KeepsItsInputs { get; } =
        Law(
            "writes to none of its inputs",
            plain: false,
            new(Share: 2),
            (loss, of) =>
            {
                var (outputs, before) = (of.Outputs(), of.Input(of.Outputs()));
                var input = of.Input(outputs);
                loss().Of(input);
                return Observed.Differing("the outputs before and after", outputs, of.Outputs())
                    ?? (
                        input.Labels is { } labels
                            ? Observed.Differing("the labels before and after", labels, before.Labels!)
                            : null
                    )
                    ?? (
                        input.Indices is { } indices
                            ? Observed.Differing("the indices before and after", indices, before.Indices!)
                            : null
                    );
            }
        );

    /// <summary>No native tensor lives longer than the step.</summary>
    public static Law<ILoss> LeavesNoTensor { get; } =
        Law(
            "leaves no native tensor behind",
            plain: false,
            new(Share: 4),
            (loss, of) =>
            {
                var (made, input) = (loss(), of.Input(of.Outputs()));
                return Observed.Left(() => made.Of(input));
            }
        );

    /// <summary>
    /// A batch of one is a batch, or is refused by a <see cref="ProblemException"/>.
    /// </summary>
    public static Law<ILoss> TakesOneImage { get; } =
        Law(
            "takes a batch of one image, or refuses it in words",
            plain: true,
            new(Share: 4, MayRefuse: true),
            (loss, of) =>
            {
                var alone = of with { Images = 1 };
                return Observed.NotFinite("the loss", loss().Of(alone.Input(alone.Outputs())));
            }
        );

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Law<ILoss>> All { get; } =
    [IsFinite, HasItsOwnSlope, FollowsTheRows, IsDeterministic, KeepsItsInputs, LeavesNoTensor, TakesOneImage];

    private static Law<ILoss> Law(
        string sentence,
        bool plain,
        Breadth breadth,
        Func<Func<ILoss>, EmbeddedViews, string?> seen
    ) => Law<ILoss>.For(sentence, loss => EmbeddedViews.Of(loss.Requirement, plain), seen, breadth);

    // One number of all losses, each with a weight of its own, so that a gradient given to the
    // wrong image shows.
    private static Tensor Weighted(EmbeddedViews of, Tensor losses) =>
        losses.dim() == 0
            ? losses
            : (
                losses * (1 + new Rng(new Seed(of.Seed).For("weights"), of.Images).Uniform(of.Images).to(losses.dtype))
            ).sum();
}
