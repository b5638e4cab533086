namespace RoCL.Contracts.Testing;

/// <summary>The promises of <see cref="ILoss"/>.</summary>
/// <remarks>
/// A loss computes in the type of its outputs, and derivatives are compared in float64. Views come
/// in the order of the recipe, and a loss may treat each view differently, so no law says that a
/// loss is the same for views in another order.
/// </remarks>
public static class LossLaws
{
    /// <summary>
    /// [N] or a scalar of finite numbers, with a finite gradient, for outputs of any magnitude,
    /// among them equal rows and zeros.
    /// </summary>
    public static Law<ILoss> IsFinite { get; } =
        Law(
            "is finite, [N] or a scalar, and so is its gradient",
            new(OptionEnds: true),
            (create, views) =>
            {
                var outputs = views.Outputs().requires_grad_();
                var losses = create().Of(views.Input(outputs));
                if (!IsOnePerImageOrScalar(losses, views.Images) || !losses.is_floating_point())
                    return $"{losses.dtype} {Discrepancy.Shape(losses)} came back for {views.Images} images";
                if (Discrepancy.NotFinite("the loss", losses) is { } notFinite)
                    return notFinite;

                if (losses.requires_grad)
                    losses.sum().backward();
                return outputs.grad is { } gradient ? Discrepancy.NotFinite("the gradient", gradient) : null;
            }
        );

    /// <summary>
    /// The gradient is the derivative of the value, by central differences, or
    /// <see cref="LossRequirement.StopsGradient"/> is declared.
    /// </summary>
    public static Law<ILoss> HasItsOwnSlope { get; } =
        LawOnPlainViews(
            "has a gradient that agrees with finite differences in float64, or declares that it stops it",
            new(OneCaseIn: 2),
            (create, views) => FiniteDifferences.Disagreement(create(), views)
        );

    /// <summary>Reordering the images reorders their losses.</summary>
    public static Law<ILoss> FollowsTheRows { get; } =
        LawOnPlainViews(
            "gives images in another order their losses in that order",
            new(),
            (create, views) =>
            {
                var order = new Rng(new Seed(views.Seed).For("order"), 1).Permutation(views.Images);
                var input = views.Input(views.Outputs(ScalarType.Float64));
                var losses = create().Of(input);
                var lossesOfReordered = create().Of(Reordered(input, order));
                return Discrepancy.Different(
                    $"order {string.Join(" ", order.data<long>().ToArray())}",
                    lossesOfReordered,
                    losses.dim() == 0 ? losses : losses.index_select(0, order),
                    1e-9
                );
            }
        );

    /// <summary>
    /// The same outputs have the same loss, from the same component and from a new one.
    /// </summary>
    public static Law<ILoss> IsDeterministic { get; } =
        Law(
            "gives the same loss for the same outputs",
            new(OneCaseIn: 2),
            (create, views) =>
            {
                var loss = create();
                var input = views.Input(views.Outputs());
                var losses = loss.Of(input);
                return Discrepancy.NotRepeated(losses, loss.Of(input), create().Of(input));
            }
        );

    /// <summary>Outputs, labels and indices stay unchanged.</summary>
    public static Law<ILoss> KeepsItsInputs { get; } =
        Law(
            "writes to none of its inputs",
            new(OneCaseIn: 2),
            (create, views) =>
            {
                var outputs = views.Outputs();
                var input = views.Input(outputs);
                var untouched = views.Input(views.Outputs());
                create().Of(input);
                return Discrepancy.Different("the outputs before and after", outputs, views.Outputs())
                    ?? ChangedIfAny("the labels before and after", input.Labels, untouched.Labels)
                    ?? ChangedIfAny("the indices before and after", input.Indices, untouched.Indices);
            }
        );

    /// <summary>No native tensor outlives the step.</summary>
    public static Law<ILoss> LeavesNoTensor { get; } =
        Law(
            "leaves no native tensor behind",
            new(OneCaseIn: 4),
            (create, views) =>
            {
                var loss = create();
                var input = views.Input(views.Outputs());
                return Discrepancy.LeakedTensors(() => loss.Of(input));
            }
        );

    /// <summary>
    /// A batch may have a single image, or is refused by a <see cref="ProblemException"/>.
    /// </summary>
    public static Law<ILoss> TakesOneImage { get; } =
        LawOnPlainViews(
            "takes a batch of one image, or refuses it by a ProblemException",
            new(OneCaseIn: 4, MayRefuse: true, Shrinks: false),
            (create, views) =>
            {
                var single = views with { Images = 1 };
                var outputs = single.Outputs().requires_grad_();
                var losses = create().Of(single.Input(outputs));
                if (losses.requires_grad)
                    losses.sum().backward();
                return Discrepancy.NotFinite("of one image, the loss", losses)
                    ?? Discrepancy.NotFinite("of one image, the gradient", outputs.grad ?? zeros(1));
            }
        );

    /// <summary>All laws of losses.</summary>
    public static IReadOnlyList<Law<ILoss>> All { get; } =
    [
        .. new[] { IsFinite, HasItsOwnSlope, FollowsTheRows, IsDeterministic, KeepsItsInputs },
        .. new[] { LeavesNoTensor, TakesOneImage, MixedLossLaws.HonoursMixing, AnchoredLossLaws.AddsUp },
    ];

    private static Law<ILoss> Law(string sentence, LawScope scope, Func<Func<ILoss>, EmbeddedViews, string?> observe) =>
        Law<ILoss>.For(sentence, loss => EmbeddedViews.For(loss.Requirement), BegunLoss.Observed(observe), scope);

    private static Law<ILoss> LawOnPlainViews(
        string sentence,
        LawScope scope,
        Func<Func<ILoss>, EmbeddedViews, string?> observe
    ) => Law<ILoss>.For(sentence, loss => EmbeddedViews.Plain(loss.Requirement), BegunLoss.Observed(observe), scope);

    private static bool IsOnePerImageOrScalar(Tensor losses, int images) =>
        losses.dim() == 0 || (losses.dim() == 1 && losses.shape[0] == images);

    private static LossInput Reordered(LossInput input, Tensor order) =>
        input with
        {
            Outputs = [.. input.Outputs.Select(view => view.index_select(0, order))],
            Labels = input.Labels?.index_select(0, order),
            Indices = input.Indices?.index_select(0, order),
        };

    private static string? ChangedIfAny(string what, Tensor? actual, Tensor? expected) =>
        actual is null ? null : Discrepancy.Different(what, actual, expected!);
}
