using Fidelity.Tests.Networks;
using Fidelity.Tests.Reference;
using Fidelity.Tests.Rounding;
using RoCL.Core.Models;

namespace Fidelity.Tests.AutoAttack;

/// <summary>What the reference attacks were run against.</summary>
internal static class AttackedNetwork
{
    /// <summary>
    /// Cross-entropy of the network that a golden file names, with the labels that the file gives.
    /// </summary>
    /// <param name="golden">The file.</param>
    /// <param name="labels">Other labels than the file's, int64 [N].</param>
    /// <param name="noise">The errors of the network, if it is to have any.</param>
    public static IObjective Objective(Golden golden, Tensor? labels = null, RoundingNoise? noise = null)
    {
        var classes = labels ?? golden["labels"];
        return new NetworkObjective(
            Network(golden, noise),
            logits => nn.functional.cross_entropy(logits, classes, reduction: nn.Reduction.None),
            classes.shape[0],
            classes,
            NetworkObjective.Nothing(classes.shape[0])
        );
    }

    private static Func<Tensor, Tensor> Network(Golden golden, RoundingNoise? noise)
    {
        var network = AttackNetwork.Open(golden.Network);
        if (noise is null)
            return images => network.Outputs(Layout.ChannelsLast(images));
        var probe = network.With(noise.On);
        return images => noise.OnOutputs(probe.Outputs(Layout.ChannelsLast(images)));
    }

    /// <summary>The threat model that a golden file names.</summary>
    /// <param name="norm">Linf, L2 or L1, in capital or small letters.</param>
    /// <param name="epsilon">The radius.</param>
    public static ThreatModel Threat(string norm, double epsilon) =>
        norm.ToUpperInvariant() switch
        {
            "LINF" => new LInf(epsilon),
            "L2" => new L2(epsilon),
            "L1" => new L1(epsilon),
            _ => throw new ArgumentOutOfRangeException(nameof(norm), norm, "The norm is none of Linf, L2 and L1."),
        };
}
