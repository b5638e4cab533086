namespace Fidelity.Tests;

/// <summary>
/// The network that most golden attacks are run on; its parameters are a golden file of their own.
/// </summary>
internal static class AttackNetwork
{
    /// <summary>Up to and with the ReLU after fc1, [N, 64].</summary>
    public static Tensor Features(Tensor images, Golden weights)
    {
        var first = nn
            .functional.conv2d(images, weights["conv1.weight"], weights["conv1.bias"], strides: [2, 2], padding: [1, 1])
            .relu();
        var second = nn
            .functional.conv2d(first, weights["conv2.weight"], weights["conv2.bias"], strides: [2, 2], padding: [1, 1])
            .relu();
        return nn.functional.linear(second.flatten(1), weights["fc1.weight"], weights["fc1.bias"]).relu();
    }

    /// <summary>Logits, [N, 10].</summary>
    public static Tensor Logits(Tensor images, Golden weights) =>
        nn.functional.linear(Features(images, weights), weights["fc2.weight"], weights["fc2.bias"]);
}

/// <summary>The network up to its features, as an encoder.</summary>
[Component("attack-network", "The network of the golden attacks, up to its features")]
public sealed record AttackNetworkEncoder : IEncoder
{
    public nn.Module<Tensor, Tensor> Build(ImageShape shape)
    {
        var network = nn.Sequential(
            ("conv1", nn.Conv2d(1, 16, 4, stride: 2, padding: 1)),
            ("relu1", nn.ReLU()),
            ("conv2", nn.Conv2d(16, 32, 4, stride: 2, padding: 1)),
            ("relu2", nn.ReLU()),
            ("flat", nn.Flatten()),
            ("fc1", nn.Linear(1568, 64)),
            ("relu3", nn.ReLU())
        );
        using var quiet = no_grad();
        var weights = Golden.Open("attack_network");
        foreach (var (name, mine) in network.state_dict())
            mine.copy_(weights[name]);
        return network;
    }
}
