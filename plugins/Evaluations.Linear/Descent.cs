using TorchSharp;
using TorchSharp.Modules;

namespace RoCL.Evaluations.Linear;

/// <summary>Stochastic gradient descent of a linear classifier, zero at the beginning, on cross-entropy.</summary>
internal sealed record Descent(int Epochs, int Batch, double Rate, double Momentum, double WeightDecay, IReadOnlyList<int>? Milestones)
{
    /// <summary>Trains.</summary>
    /// <param name="bench">How many images there are, and the randomness of their order.</param>
    /// <param name="seen">From places in the training data, and the classifier as it stands, to features [N, F] and labels [N].</param>
    /// <returns>From features [N, F] to logits [N, K]; the caller's own.</returns>
    public nn.Module<Tensor, Tensor> Train(IBench bench, Func<Tensor, nn.Module<Tensor, Tensor>, (Tensor Features, Tensor Labels)> seen)
    {
        var classifier = nn.Linear(bench.Features, bench.Train.Classes.Count);
        nn.init.zeros_(classifier.weight);
        nn.init.zeros_(classifier.bias);
        classifier.to(bench.Device);
        using var optimizer = optim.SGD(classifier.parameters(), Rate, Momentum, weight_decay: WeightDecay);
        var random = bench.Random("classifier", bench.Train.Count);
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            using var scope = NewDisposeScope();
            bench.Report("classifier", epoch, Epochs);
            foreach (var group in optimizer.ParamGroups) group.LearningRate = RateAt(epoch);
            foreach (var rows in random.Permutation(bench.Train.Count).split(Batch)) Step(classifier, optimizer, seen, rows);
        }
        return classifier;
    }

    private double RateAt(int epoch) => Rate * Math.Pow(0.1, (Milestones ?? []).Count(milestone => epoch >= milestone));

    private static void Step(
        nn.Module<Tensor, Tensor> classifier, SGD optimizer,
        Func<Tensor, nn.Module<Tensor, Tensor>, (Tensor Features, Tensor Labels)> seen, Tensor rows)
    {
        using var scope = NewDisposeScope();
        var (features, labels) = seen(rows, classifier);
        optimizer.zero_grad();
        nn.functional.cross_entropy(classifier.call(features), labels).backward();
        optimizer.step();
    }
}
