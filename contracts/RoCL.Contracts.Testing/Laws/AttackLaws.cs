using FsCheck.Fluent;

namespace RoCL.Contracts.Testing;

/// <summary>What <see cref="IAttack"/> promises.</summary>
public static class AttackLaws
{
    private static readonly Breadth Everything = new(Ends: true);
    private static readonly Breadth Half = new(Share: 2);

    /// <summary>It stays in its ball and in [0, 1].</summary>
    public static Law<IAttack> StaysInside { get; } =
        Law(
            "stays in its ball and in [0, 1], whatever the images, the budget and the objective",
            Everything,
            (attack, of, clean) => Outside(of, of.By(attack(), clean), clean)
        );

    /// <summary>Images of the same shape, type and device come back.</summary>
    public static Law<IAttack> KeepsForm { get; } =
        Law(
            "gives back images of the same shape, type and device",
            Half,
            (attack, of, clean) => Observed.Unlike(of.By(attack(), clean), clean)
        );

    /// <summary>
    /// The same seed gives the same images, from the same component and from one made anew.
    /// </summary>
    public static Law<IAttack> IsDeterministic { get; } =
        Law(
            "gives the same images for the same seed",
            Half,
            (attack, of, clean) =>
            {
                var (first, made) = (attack(), attack());
                var images = of.By(first, clean);
                return Observed.Differing("the same call a second time", of.By(first, clean), images)
                    ?? Observed.Differing("the same call on a component made anew", of.By(made, clean), images);
            }
        );

    /// <summary>The clean images stay as they are.</summary>
    public static Law<IAttack> KeepsCleanImages { get; } =
        Law(
            "does not write to the clean images",
            Half,
            (attack, of, clean) =>
            {
                of.By(attack(), clean);
                return clean.requires_grad
                    ? "the clean images were made to require a gradient"
                    : Observed.Differing("the clean images before and after", clean, of.Batch.Pixels);
            }
        );

    /// <summary>The network behind the objective stays as it is.</summary>
    public static Law<IAttack> KeepsTheModel { get; } =
        Law<IAttack>.For(
            "leaves the model's mode, weights, statistics and gradients, and the gradient mode, as they were",
            _ => Assault.Of(ImageBatch.Any().Generator, Gen.Constant(Terrain.Network)),
            (attack, of) =>
            {
                var (objective, untouched) = (
                    Landscape.Of(Terrain.Network, of.Batch),
                    Landscape.Of(Terrain.Network, of.Batch)
                );
                of.By(attack(), of.Batch.Pixels, objective);
                return !is_grad_enabled()
                    ? "gradients are switched off after it"
                    : NetworkState.Changed(objective.Network!, untouched.Network!);
            },
            Half
        );

    /// <summary>No native tensor lives longer than the step.</summary>
    public static Law<IAttack> LeavesNoTensor { get; } =
        Law(
            "leaves no native tensor behind",
            new(Share: 4),
            (attack, of, clean) =>
            {
                var (made, objective) = (attack(), Landscape.Of(of.Terrain, of.Batch));
                return Observed.Left(() => of.By(made, clean, objective));
            }
        );

    /// <summary>A batch of one is a batch.</summary>
    public static Law<IAttack> TakesOneImage { get; } =
        Law(
            "takes a batch of one image",
            new(Share: 4),
            (attack, of, _) =>
            {
                var alone = of with { Batch = of.Batch with { Images = 1 } };
                var clean = alone.Batch.Pixels;
                return Outside(alone, alone.By(attack(), clean), clean);
            }
        );

    /// <summary>Where the images lie in memory is the host's choice.</summary>
    public static Law<IAttack> TakesAnyLayout { get; } =
        Law(
            "takes images however they lie in memory",
            new(Share: 4),
            (attack, of, _) =>
                Enum.GetValues<MemoryLayout>()
                    .Select(layout =>
                    {
                        var clean = ImageBatch.Laid(of.Batch.Pixels, layout);
                        return Outside(of, of.By(attack(), clean), clean) is { } wrong ? $"{layout}: {wrong}" : null;
                    })
                    .FirstOrDefault(wrong => wrong is not null)
        );

    /// <summary>Radius 0 allows the clean image alone.</summary>
    public static Law<IAttack> RadiusZeroAllowsNothing { get; } =
        Law(
            "leaves images alone at radius 0",
            new(Share: 4),
            (attack, of, clean) =>
            {
                var none = of with { Threat = of.Threat with { Radius = 0 } };
                return Observed.Apart(
                    "the clean images and those that came back",
                    none.By(attack(), clean),
                    clean,
                    1e-6
                );
            }
        );

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Law<IAttack>> All { get; } =
    [
        StaysInside,
        KeepsForm,
        IsDeterministic,
        KeepsCleanImages,
        KeepsTheModel,
        LeavesNoTensor,
        TakesOneImage,
        TakesAnyLayout,
        RadiusZeroAllowsNothing,
    ];

    private static Law<IAttack> Law(
        string sentence,
        Breadth breadth,
        Func<Func<IAttack>, Assault, Tensor, string?> seen
    ) => Law<IAttack>.For(sentence, _ => Assault.Any(), (attack, of) => seen(attack, of, of.Batch.Pixels), breadth);

    private static string? Outside(Assault of, Tensor attacked, Tensor clean)
    {
        if (Observed.Unlike(attacked, clean) is { } unlike)
            return unlike;
        if (Observed.NotFinite("the result", attacked) is { } odd)
            return odd;
        if (of.Threat.Contains(attacked, clean))
            return null;
        var (low, high) = (attacked.min().item<float>(), attacked.max().item<float>());
        return low < -1e-6 || high > 1 + 1e-6
            ? $"pixels run from {Observed.Number(low)} to {Observed.Number(high)} instead of [0, 1]"
            : $"an image lies {Observed.Number(of.Threat.Distance(attacked, clean).max().item<float>())} away "
                + $"in {of.Threat.Norm}, and {Observed.Number(of.Threat.Radius)} is allowed";
    }
}
