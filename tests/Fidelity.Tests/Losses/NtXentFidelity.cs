using Fidelity.Tests.Reference;
using Fidelity.Tests.Rounding;
using RoCL.Losses.NtXent;

namespace Fidelity.Tests.Losses;

/// <summary>
/// NT-Xent as the authors' code has it: one-sided gradient, 1e-8 in three places.
/// </summary>
public sealed class NtXentFidelity
{
    [GoldenFiles("nt_xent_")]
    public void Loss_and_gradient_agree(string name)
    {
        var golden = Golden.Open(name);
        var embeddings = golden["embeddings"].clone().requires_grad_();
        var loss = new NtXent(golden.Number("temperature"), DetachOthers: true, Epsilon: 1e-8)
            .Of(embeddings.chunk(golden.Whole("views")))
            .mean();
        autograd.backward([loss], inputs: [embeddings]);
        Agreement.Relative(loss, golden["loss"], 1e-5, "loss");
        Agreement.Relative(embeddings.grad!, golden["grad"], 1e-5, "gradient");
    }
}
