namespace Fidelity.Tests.AutoAttack;

/// <summary>The network that the reference attacks were run against: two strided convolutions and two linear layers, Fashion-MNIST.</summary>
internal static class AttackNetwork
{
    /// <summary>Cross-entropy of the network named by a golden file, with the labels that the file gives.</summary>
    public static IObjective Objective(Golden of, Tensor? labels = null)
    {
        var weights = Golden.Read(Path.GetFileNameWithoutExtension(of.Text("network")));
        var classes = labels ?? of["labels"];
        return new NetworkObjective(images => Logits(weights, images),
            logits => nn.functional.cross_entropy(logits, classes, reduction: nn.Reduction.None), classes.shape[0], classes, NetworkObjective.Nothing(classes.shape[0]));
    }

    /// <summary>The threat model that a golden file names.</summary>
    public static ThreatModel Threat(string norm, double epsilon) => norm switch
    {
        "Linf" => new LInf(epsilon),
        "L2" => new L2(epsilon),
        "L1" => new L1(epsilon),
        _ => throw new ArgumentOutOfRangeException(nameof(norm), norm, "not a norm"),
    };

    private static Tensor Logits(Golden of, Tensor images)
    {
        var x = Layout.ChannelsLast(images);
        foreach (var conv in new[] { "conv1", "conv2" })
            x = nn.functional.conv2d(x, Layout.ChannelsLast(of[$"{conv}.weight"]), of[$"{conv}.bias"], strides: [2, 2], padding: [1, 1]).relu();
        var hidden = nn.functional.linear(x.contiguous().flatten(1), of["fc1.weight"], of["fc1.bias"]).relu();
        return nn.functional.linear(hidden, of["fc2.weight"], of["fc2.bias"]);
    }
}
