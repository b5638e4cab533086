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
        var golden = Golden.Open(name);
        var network = AttackNetwork.Open(golden.Network).With((_, weight) => weight.clone().requires_grad_());
        Tensor[] views = [network.Outputs(golden["images"]), network.Outputs(golden["adversarial"])];
        var loss = new Trades(golden.Number("beta")).Of(new(views) { Labels = golden["labels"] }).mean();
        loss.backward();
        Agreement.Relative(loss, golden["loss"], 1e-5, "loss");

        var gradients = golden.NamesFrom(Gradient);
        Assert.That(gradients, Is.EquivalentTo(network.Weights.Keys.Select(weight => Gradient + weight)));
        foreach (var gradient in gradients)
        {
            var weight = network.Weights[gradient[Gradient.Length..]];
            Agreement.Relative(weight.grad!, golden[gradient], 1e-5, gradient);
        }
    }
}
