using RoCL.Contracts.Testing;
using RoCL.Core.Components;
using RoCL.Plugins.Binding;

namespace RoCL.Plugins.Checking;

/// <summary>A law of a component that was loaded as the host loads it.</summary>
/// <param name="Sentence">What the component does.</param>
/// <param name="On">From how hard to try to the verdict.</param>
internal sealed record HostedLaw(string Sentence, Func<LawSettings, Verdict> On)
{
    /// <summary>
    /// The laws of a component's contract; none for what is tried by running a recipe: evaluations
    /// and measurements.
    /// </summary>
    /// <param name="use">The component with its options.</param>
    /// <param name="binder">Makes the component.</param>
    public static IReadOnlyList<HostedLaw> Of(ComponentUse use, RecipeBinder binder) =>
        use.Component.Kind switch
        {
            ComponentKind.Encoder => Of(EncoderLaws.All, use, binder),
            ComponentKind.Head => Of(HeadLaws.All, use, binder),
            ComponentKind.Augmentation => Of(AugmentationLaws.All, use, binder),
            ComponentKind.Loss when use.Component.KeepsState =>
            [
                .. Of(LossLaws.All, use, binder),
                .. Of(StatefulLossLaws.All, use, binder),
            ],
            ComponentKind.Loss => Of(LossLaws.All, use, binder),
            ComponentKind.Attack when use.Component.KeepsState =>
            [
                .. Of(AttackLaws.All, use, binder),
                .. Of(StatefulAttackLaws.All, use, binder),
            ],
            ComponentKind.Attack => Of(AttackLaws.All, use, binder),
            ComponentKind.ThreatModel => Of(ThreatModelLaws.All, use, binder),
            ComponentKind.Dataset => Of(DatasetLaws.All, use, binder),
            ComponentKind.Optimizer => Of(OptimizerLaws.All, use, binder),
            ComponentKind.Monitor => Of(MonitorLaws.All, use, binder),
            ComponentKind.LearningRate => Of(LearningRateLaws.All, use, binder),
            ComponentKind.Teacher => Of(TeacherLaws.All, use, binder),
            ComponentKind.Mixing => Of(MixingLaws.All, use, binder),
            _ => [],
        };

    private static HostedLaw[] Of<T>(IReadOnlyList<Law<T>> laws, ComponentUse use, RecipeBinder binder)
        where T : class =>
        [
            .. laws.Select(law => new HostedLaw(
                law.Sentence,
                settings => law.Check(() => (T)binder.Create(use), settings)
            )),
        ];
}
