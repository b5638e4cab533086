using FsCheck.Fluent;

namespace RoCL.Contracts.Testing;

/// <summary>The promises of <see cref="IAttack"/>.</summary>
public static class AttackLaws
{
    private static readonly LawScope AllCasesAndOptionEnds = new(OptionEnds: true);
    private static readonly LawScope HalfOfTheCases = new(OneCaseIn: 2);
    private static readonly LawScope QuarterOfTheCases = new(OneCaseIn: 4);

    /// <summary>The attacked images lie in the threat model and in [0, 1].</summary>
    public static Law<IAttack> StaysInside { get; } =
        Law(
            "stays in its ball and in [0, 1], whatever the images, the budget and the objective",
            AllCasesAndOptionEnds,
            (create, attackCase, clean) => attackCase.Outside(attackCase.By(create(), clean), clean)
        );

    /// <summary>The attacked images have the shape, type and device of the clean ones.</summary>
    public static Law<IAttack> KeepsForm { get; } =
        Law(
            "gives back images of the same shape, type and device",
            HalfOfTheCases,
            (create, attackCase, clean) => Discrepancy.OtherForm(attackCase.By(create(), clean), clean)
        );

    /// <summary>
    /// The same seed gives the same images, from the same component and from a new one.
    /// </summary>
    public static Law<IAttack> IsDeterministic { get; } =
        Law(
            "gives the same images for the same seed",
            HalfOfTheCases,
            (create, attackCase, clean) =>
            {
                var attack = create();
                var newAttack = create();
                var images = attackCase.By(attack, clean);
                var again = attackCase.By(attack, clean);
                return Discrepancy.NotRepeated(images, again, attackCase.By(newAttack, clean));
            }
        );

    /// <summary>The clean images stay unchanged.</summary>
    public static Law<IAttack> KeepsCleanImages { get; } =
        Law(
            "does not write to the clean images",
            HalfOfTheCases,
            (create, attackCase, clean) =>
            {
                attackCase.By(create(), clean);
                return clean.requires_grad
                    ? "the clean images were made to require a gradient"
                    : Discrepancy.Different("the clean images before and after", clean, attackCase.Batch.Pixels);
            }
        );

    /// <summary>The objective's network stays unchanged.</summary>
    public static Law<IAttack> KeepsTheModel { get; } =
        Law<IAttack>.For(
            "leaves the model's mode, weights, statistics and gradients, and the gradient mode, as they were",
            _ => AttackCase.Of(ImageBatch.Any().Generator, Gen.Constant(ObjectiveKind.Network)),
            (create, attackCase) =>
            {
                var objective = SampleObjective.Of(ObjectiveKind.Network, attackCase.Batch);
                var untouched = SampleObjective.Of(ObjectiveKind.Network, attackCase.Batch);
                attackCase.By(create(), attackCase.Batch.Pixels, objective);
                return is_grad_enabled()
                    ? NetworkState.Difference(objective.Network!, untouched.Network!)
                    : "gradients are switched off after it";
            },
            HalfOfTheCases
        );

    /// <summary>No native tensor outlives the step.</summary>
    public static Law<IAttack> LeavesNoTensor { get; } =
        Law(
            "leaves no native tensor behind",
            QuarterOfTheCases,
            (create, attackCase, clean) =>
            {
                var attack = create();
                var objective = SampleObjective.Of(attackCase.Objective, attackCase.Batch);
                return Discrepancy.LeakedTensors(() => attackCase.By(attack, clean, objective));
            }
        );

    /// <summary>A batch may have a single image.</summary>
    public static Law<IAttack> TakesOneImage { get; } =
        Law(
            "takes a batch of one image",
            QuarterOfTheCases,
            (create, attackCase, _) =>
            {
                var single = attackCase with { Batch = attackCase.Batch with { Images = 1 } };
                var clean = single.Batch.Pixels;
                return single.Outside(single.By(create(), clean), clean);
            }
        );

    /// <summary>The images' memory layout is the host's choice.</summary>
    public static Law<IAttack> TakesAnyLayout { get; } =
        Law(
            "takes images however they lie in memory",
            QuarterOfTheCases,
            (create, attackCase, _) =>
            {
                foreach (var layout in Enum.GetValues<MemoryLayout>())
                {
                    var clean = ImageBatch.InLayout(attackCase.Batch.Pixels, layout);
                    if (attackCase.Outside(attackCase.By(create(), clean), clean) is { } wrong)
                        return $"{layout}: {wrong}";
                }
                return null;
            }
        );

    /// <summary>Radius 0 allows the clean image alone.</summary>
    public static Law<IAttack> RadiusZeroAllowsNothing { get; } =
        Law(
            "leaves images alone at radius 0",
            QuarterOfTheCases,
            (create, attackCase, clean) =>
            {
                var withoutRadius = attackCase with { Threat = attackCase.Threat with { Radius = 0 } };
                var images = withoutRadius.By(create(), clean);
                return Discrepancy.Different("the clean images and those that came back", images, clean, 1e-6);
            }
        );

    /// <summary>All laws of attacks.</summary>
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
        LawScope scope,
        Func<Func<IAttack>, AttackCase, Tensor, string?> observe
    ) =>
        Law<IAttack>.For(
            sentence,
            _ => AttackCase.Any(),
            (create, attackCase) => observe(create, attackCase, attackCase.Batch.Pixels),
            scope
        );
}
