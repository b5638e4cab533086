using RoCL.Contracts.Testing;
using RoCL.Core.Components;

namespace RoCL.Plugins.Checking;

/// <summary>A law of a component that was loaded as the host loads it.</summary>
/// <param name="Sentence">What the component does.</param>
/// <param name="On">From how hard to try to the verdict.</param>
public sealed record HostedLaw(string Sentence, Func<LawSettings, Verdict> On)
{
    /// <summary>
    /// The laws of a component's contract; none for what is tried by running a recipe: evaluations
    /// and measurements.
    /// </summary>
    /// <param name="use">The component with its options.</param>
    /// <param name="types">Where its code is.</param>
    public static IReadOnlyList<HostedLaw> Of(ComponentUse use, IComponentTypes types) =>
        use.Component.Kind switch
        {
            ComponentKind.Encoder => Of(EncoderLaws.All, use, types),
            ComponentKind.Head => Of(HeadLaws.All, use, types),
            ComponentKind.Augmentation => Of(AugmentationLaws.All, use, types),
            ComponentKind.Loss => Of(LossLaws.All, use, types),
            ComponentKind.Attack => Of(AttackLaws.All, use, types),
            ComponentKind.Dataset => Of(DatasetLaws.All, use, types),
            _ => [],
        };

    private static HostedLaw[] Of<T>(IReadOnlyList<Law<T>> laws, ComponentUse use, IComponentTypes types)
        where T : class =>
        [
            .. laws.Select(law => new HostedLaw(
                law.Sentence,
                settings => law.Check(() => (T)use.Create(types, default), settings)
            )),
        ];
}
