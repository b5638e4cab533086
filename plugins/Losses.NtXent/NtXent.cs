using static TorchSharp.torch.nn.functional;

namespace RoCL.Losses.NtXent;

/// <summary>Placeholder.</summary>
[Component("nt-xent", "NT-Xent")]
public sealed record NtXent(double Temperature = 0.5, bool DetachOthers = false) : IContrastiveLoss
{
    /// <inheritdoc/>
    public Tensor Of(IReadOnlyList<Tensor> views)
    {
        var (v, n) = (views.Count, views[0].shape[0]);
        var z = normalize(cat([.. views]), dim: 1);
        var others = (DetachOthers ? z.detach() : z).t();
        var self = eye(v * n, dtype: ScalarType.Bool, device: z.device);
        var logP = log_softmax((z.mm(others) / Temperature).masked_fill(self, double.NegativeInfinity), dim: 1);
        var row = arange(v * n, device: z.device).unsqueeze(1);
        return -Enumerable.Range(1, v - 1).Select(k => logP.gather(1, (row + k * n) % (v * n)).view(v, n).mean([0])).Aggregate((a, b) => a + b);
    }
}
