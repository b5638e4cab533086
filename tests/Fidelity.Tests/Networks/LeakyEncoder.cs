using Fidelity.Tests.Reference;
using TorchSharp.Modules;

namespace Fidelity.Tests.Networks;

/// <summary>The network of some golden files as an encoder.</summary>
/// <param name="File">The golden file that holds it.</param>
/// <param name="Prefix">What comes before the names of its weights there.</param>
[Component("leaky-network", "A convolution, a leaky ReLU and a linear layer, as a file gives them")]
public sealed record LeakyEncoder(string File, string Prefix) : IEncoder
{
    public nn.Module<Tensor, Tensor> Build(ImageShape shape) => new Network(new(Golden.Open(File), Prefix));

    private sealed class Network : nn.Module<Tensor, Tensor>
    {
        private readonly LeakyNetwork _network;

        public Network(LeakyNetwork network)
            : base("leaky-network")
        {
            _network = network;
            foreach (var name in LeakyNetwork.Names)
                register_parameter(Own(name), new Parameter(network.Weight(name).clone()));
        }

        public override Tensor forward(Tensor images) => _network.Features(images, name => get_parameter(Own(name))!);

        private static string Own(string name) => name.Replace('.', '_');
    }
}
