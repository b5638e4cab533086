using RoCL.Core.Components;
using RoCL.Core.Guards;
using RoCL.Core.Models;
using RoCL.Core.Values;

namespace RoCL.Attacks;

/// <summary>An attack on a classifier, which is in eval mode.</summary>
/// <param name="attack">The attack.</param>
/// <param name="network">From images [N, C, H, W] in [0, 1] to logits [N, K].</param>
/// <param name="threat">The set that each image stays in.</param>
/// <param name="seed">All random values follow from it.</param>
/// <param name="stop">Ends the attack at its next query.</param>
internal sealed class ClassifierAttack(
    IAttack attack,
    nn.Module<Tensor, Tensor> network,
    ThreatModel threat,
    Seed seed,
    CancellationToken stop
)
{
    private readonly GuardedAttack _guarded = new(UseOf(attack), attack, stop: stop);

    /// <summary>Attacks a part of the images.</summary>
    /// <param name="images">[N, C, H, W] in [0, 1].</param>
    /// <param name="labels">int64 [N].</param>
    /// <param name="from">The number of images before them.</param>
    public AttackedPart Of(Tensor images, Tensor labels, long from)
    {
        var count = images.shape[0];
        var objective = new NetworkObjective(
            moved => network.call(moved.clone()),
            logits => nn.functional.cross_entropy(logits, labels, reduction: nn.Reduction.None),
            count,
            labels,
            NetworkObjective.Nothing(count)
        );
        var clean = objective.Outputs(images);
        GivenImages.RequireLogits(clean, labels);
        var random = new Rng(seed.For("attack", from), count, images.device);
        var moved = _guarded.Perturb(images, objective, threat, random);
        return new(moved, Correct(clean, labels), Correct(objective.Outputs(moved), labels));
    }

    private static Tensor Correct(Tensor logits, Tensor labels) => logits.argmax(1).eq(labels);

    // What messages name: there is no recipe here that would.
    private static ComponentUse UseOf(IAttack attack)
    {
        var type = attack.GetType();
        var assembly = type.Assembly.GetName();
        var plugin = new PluginIdentity(
            assembly.Name ?? "",
            assembly.Version?.ToString(3) ?? "",
            type.Assembly.Location
        );
        var name = ComponentAttribute.NameOf(attack);
        return new(
            new(ComponentKind.Attack, name, "", [], type.FullName ?? name, plugin),
            ValueDictionary.Empty<OptionValue>(),
            "the attack"
        );
    }
}

/// <summary>A part of the images after the attack.</summary>
/// <param name="Images">The attacked images, [N, C, H, W].</param>
/// <param name="Before">Which clean images were classified correctly, bool [N].</param>
/// <param name="After">Which attacked images were, bool [N].</param>
internal sealed record AttackedPart(Tensor Images, Tensor Before, Tensor After);
