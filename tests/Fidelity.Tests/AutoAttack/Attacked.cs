using RoCL.Core.Models;

namespace Fidelity.Tests.AutoAttack;

/// <summary>What the reference attacks were run against.</summary>
internal static class Attacked
{
    /// <summary>
    /// Cross-entropy of the network named by a golden file, with the labels that the file gives.
    /// </summary>
    public static IObjective Objective(Golden of, Tensor? labels = null)
    {
        var weights = Golden.Open(Path.GetFileNameWithoutExtension(of.Text("network")));
        var classes = labels ?? of["labels"];
        return new NetworkObjective(
            images => Fidelity.Tests.AttackNetwork.Logits(Layout.ChannelsLast(images), weights),
            logits => nn.functional.cross_entropy(logits, classes, reduction: nn.Reduction.None),
            classes.shape[0],
            classes,
            NetworkObjective.Nothing(classes.shape[0])
        );
    }

    /// <summary>The threat model that a golden file names.</summary>
    public static ThreatModel Threat(string norm, double epsilon) =>
        norm switch
        {
            "Linf" => new LInf(epsilon),
            "L2" => new L2(epsilon),
            "L1" => new L1(epsilon),
            _ => throw new ArgumentOutOfRangeException(nameof(norm), norm, "not a norm"),
        };
}
