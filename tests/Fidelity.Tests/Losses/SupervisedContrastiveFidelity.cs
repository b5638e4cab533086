using Fidelity.Tests.Reference;
using Fidelity.Tests.Rounding;
using RoCL.Losses.Supervised;

namespace Fidelity.Tests.Losses;

/// <summary>
/// The supervised contrastive loss of its authors' code, labels given, every view an anchor.
/// </summary>
public sealed class SupervisedContrastiveFidelity
{
    [GoldenFiles("supervised_contrastive_")]
    public void Loss_and_gradient_agree(string name)
    {
        var golden = Golden.Open(name);
        var embeddings = golden["embeddings"].clone().requires_grad_();
        var loss = new SupervisedContrastive(golden.Number("temperature"), golden.Number("base_temperature"))
            .Of(new([.. embeddings.unbind()]) { Labels = golden["labels"] })
            .mean();
        autograd.backward([loss], inputs: [embeddings]);
        Agreement.Relative(loss, golden["loss"], 1e-5, "loss");
        Agreement.Relative(embeddings.grad!, golden["grad"], 1e-5, "gradient");
    }
}
