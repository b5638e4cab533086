using System.Collections.Immutable;
using Fidelity.Tests.Reference;

namespace Fidelity.Tests.Networks;

/// <summary>
/// The network that most golden attacks are run on. A golden file of its own holds its weights, and
/// says what its layers are.
/// </summary>
/// <param name="Layers">From images to logits.</param>
/// <param name="Weights">Tensors by name, such as <c>conv1.weight</c>.</param>
internal sealed record AttackNetwork(
    ImmutableArray<NetworkLayer> Layers,
    ImmutableSortedDictionary<string, Tensor> Weights
)
{
    /// <summary>Reads the network from its golden file.</summary>
    public static AttackNetwork Open(string name)
    {
        var golden = Golden.Open(name);
        var weights = golden.Names.ToImmutableSortedDictionary(
            weight => weight,
            weight => golden[weight],
            StringComparer.Ordinal
        );
        return new(NetworkLayer.Read(golden.Text("network")), weights);
    }

    /// <summary>The same layers with other weights.</summary>
    /// <param name="change">From a weight's name and its value to the other value.</param>
    public AttackNetwork With(Func<string, Tensor, Tensor> change) =>
        this with
        {
            Weights = Weights.ToImmutableSortedDictionary(
                weight => weight.Key,
                weight => change(weight.Key, weight.Value),
                StringComparer.Ordinal
            ),
        };

    /// <summary>The same network in another precision.</summary>
    public AttackNetwork In(ScalarType type) => With((_, weight) => weight.to(type));

    /// <summary>
    /// The network up to and with the ReLU that follows a layer, such as <c>fc1</c>.
    /// </summary>
    public AttackNetwork UpToReluAfter(string layer)
    {
        var last = Layers.IndexOf(Layers.Single(one => one.Name == layer)) + 1;
        Assert.That(Layers[last], Is.InstanceOf<NetworkLayer.Relu>(), $"a ReLU follows {layer}");
        return this with { Layers = Layers[..(last + 1)] };
    }

    /// <summary>From images [N, C, H, W] to what the last layer gives, [N, D].</summary>
    public Tensor Outputs(Tensor images) =>
        Layers.Aggregate(images, (activations, layer) => layer.Apply(activations, Weights));
}
