using Fidelity.Tests.Networks;
using Fidelity.Tests.Reference;
using Fidelity.Tests.Rounding;
using RoCL.Losses.Supervised;

namespace Fidelity.Tests.Losses;

/// <summary>The loss of TRADES by its authors' code, and its gradient in every weight.</summary>
public sealed class TradesLossFidelity
{
    private const string Gradient = "grad.";

    [GoldenFiles("trades")]
    public void Loss_and_every_gradient_agree(string name)
    {
        using var scope = NewDisposeScope();
        var golden = Golden.Open(name);
        var network = AttackNetwork.Open(golden.Network);
        var ours = Descent.Of(golden, network, _ => 0);
        Agreement.Relative(ours.Loss, golden["loss"], 1e-5, "loss");

        var gradients = golden.NamesFrom(Gradient);
        Assert.That(gradients, Is.EquivalentTo(network.Weights.Keys.Select(weight => Gradient + weight)));
        var probes = new Lazy<IReadOnlyList<Descent>>(() =>
            [.. RoundingNoise.All.Take(8).Select(noise => Descent.Of(golden, network.With(noise.On), noise.OnLogits))]
        );
        foreach (var gradient in gradients)
        {
            var weight = gradient[Gradient.Length..];
            Agreement.RelativeOrByRounding(
                ours.Gradients[weight],
                golden[gradient],
                1e-5,
                () => probes.Value.Select(probe => probe.Gradients[weight]),
                gradient
            );
        }
    }

    /// <summary>The loss and its gradient in each weight.</summary>
    private sealed record Descent(Tensor Loss, IReadOnlyDictionary<string, Tensor> Gradients)
    {
        /// <summary>One forward and one backward pass.</summary>
        /// <param name="golden">The file.</param>
        /// <param name="given">The network.</param>
        /// <param name="error">What rounding adds to the loss of each row.</param>
        public static Descent Of(Golden golden, AttackNetwork given, Func<Tensor, Tensor> error)
        {
            var network = given.With((_, weight) => weight.clone().requires_grad_());
            var clean = network.Outputs(golden["images"]);
            var attacked = network.Outputs(golden["adversarial"]);
            var trades = new Trades(golden.Number("beta"));
            var losses = trades.Of(new([clean, attacked]) { Labels = golden["labels"] });
            var loss = (losses + error(clean) + error(attacked)).mean();
            loss.backward();
            var gradients = network.Weights.ToDictionary(weight => weight.Key, weight => weight.Value.grad!);
            return new(loss.detach(), gradients);
        }
    }
}
