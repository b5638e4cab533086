using TorchSharp;

namespace RoCL.Evaluations.Linear;

/// <summary>One linear layer from features to classes.</summary>
internal static class LinearClassifier
{
    /// <summary>One of zeros: where it begins has no part in what is measured. [N, F] to [N, K]; the caller's own.</summary>
    public static nn.Module<Tensor, Tensor> Zero(IBench bench)
    {
        var classifier = nn.Linear(bench.Features, bench.Train.Classes.Count);
        nn.init.zeros_(classifier.weight);
        nn.init.zeros_(classifier.bias);
        classifier.to(bench.Device);
        return classifier;
    }
}
