using Fidelity.Tests.Rounding;
using TorchSharp.Modules;

namespace Fidelity.Tests.Networks;

/// <summary>The network of the golden attacks up to its features, as an encoder.</summary>
/// <param name="Network">The golden file that holds the network.</param>
/// <param name="After">The layer whose ReLU gives the features.</param>
/// <param name="Probe">
/// Which draw of rounding errors the weights have; 0 for the weights as they are.
/// </param>
[Component("attack-network", "The network of the golden attacks, up to its features")]
public sealed record AttackNetworkEncoder(string Network, string After, int Probe = 0) : IEncoder
{
    public nn.Module<Tensor, Tensor> Build(ImageShape shape)
    {
        var network = AttackNetwork.Open(Network).UpToReluAfter(After);
        return new Encoder(Probe == 0 ? network : network.With(new RoundingNoise(Probe).On));
    }

    private sealed class Encoder : nn.Module<Tensor, Tensor>
    {
        private readonly AttackNetwork _network;

        public Encoder(AttackNetwork network)
            : base("attack-network")
        {
            _network = network.With((_, weight) => new Parameter(weight));
            foreach (var (name, weight) in _network.Weights)
                register_parameter(name.Replace('.', '_'), (Parameter)weight);
        }

        public override Tensor forward(Tensor images) => _network.Outputs(images);
    }
}
