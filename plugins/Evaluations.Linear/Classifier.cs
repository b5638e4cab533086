using TorchSharp;
using TorchSharp.Modules;

namespace RoCL.Evaluations.Linear;

/// <summary>Trains a linear layer on features.</summary>
internal static class Classifier
{
    /// <summary>A linear layer from features [N, F] to logits [N, K], trained as the options say; the caller's own.</summary>
    public static TorchSharp.Modules.Linear Train(LinearEvaluation options, IBench bench, (Tensor Features, Tensor Labels) data)
    {
        var classifier = nn.Linear(bench.Features, bench.Train.Classes.Count);
        nn.init.zeros_(classifier.weight);
        nn.init.zeros_(classifier.bias);
        classifier.to(bench.Device);
        using var optimizer = optim.SGD(classifier.parameters(), options.Rate, options.Momentum, weight_decay: options.WeightDecay);
        var random = bench.Random("classifier", data.Labels.shape[0]);
        for (var epoch = 0; epoch < options.Epochs; epoch++)
        {
            using var scope = NewDisposeScope();
            bench.Report("classifier", epoch, options.Epochs);
            foreach (var group in optimizer.ParamGroups)
                group.LearningRate = options.Rate * Math.Pow(0.1, (options.Milestones ?? []).Count(milestone => epoch >= milestone));
            foreach (var rows in random.Permutation(data.Labels.shape[0]).split(options.Batch)) Step(classifier, optimizer, data, rows);
        }
        return classifier;
    }

    private static void Step(TorchSharp.Modules.Linear classifier, SGD optimizer, (Tensor Features, Tensor Labels) data, Tensor rows)
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        var logits = classifier.call(data.Features.index_select(0, rows));
        nn.functional.cross_entropy(logits, data.Labels.index_select(0, rows)).backward();
        optimizer.step();
    }
}
