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
    public static IObjective Objective(Golden golden, Tensor? labels = null)
    {
        var network = AttackNetwork.Open(golden.Network);
        return Objective(network.Outputs, labels ?? golden["labels"]);
    }

    /// <summary>The same of a network with errors.</summary>
    public static IObjective Objective(Golden golden, RoundingNoise noise)
    {
        var network = AttackNetwork.Open(golden.Network).With(noise.On);
        return Objective(images => noise.OnOutputs(network.Outputs(images)), golden["labels"]);
    }

    private static NetworkObjective Objective(Func<Tensor, Tensor> network, Tensor labels) =>
        new(
            images => network(Layout.ChannelsLast(images)),
            logits => nn.functional.cross_entropy(logits, labels, reduction: nn.Reduction.None),
            labels.shape[0],
            labels,
            NetworkObjective.Nothing(labels.shape[0])
        );

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
