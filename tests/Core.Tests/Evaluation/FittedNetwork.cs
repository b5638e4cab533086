using RoCL.Core.Evaluation;
using Shared.Toys;

namespace Core.Tests.Evaluation;

/// <summary>A network that the bench of a toy trains, with its loss.</summary>
internal static class FittedNetwork
{
    public static Descent Usual { get; } = new(Epochs: 3, Batch: 20, Rate: 0.1, WeightDecay: 0.01, Milestones: [2]);

    public static Bench Bench(Toybox box, IBenchHost host) =>
        new(
            box.Plan,
            box.Model,
            ToyShelf.Read(ToyShelf.Rocl, "evaluate=toy-evaluation").Evaluations.Single(),
            new(box.Data, box.Data),
            host
        );

    public static nn.Module<Tensor, Tensor> Network()
    {
        manual_seed(3);
        return nn.Sequential(
            ("conv", nn.Conv2d(1, 16, 3)),
            ("bn", nn.BatchNorm2d(16)),
            ("pool", nn.AdaptiveAvgPool2d(1)),
            ("flat", nn.Flatten()),
            ("linear", nn.Linear(16, 3))
        );
    }

    public static Func<DescentStep, Tensor> Loss(
        Bench bench,
        nn.Module<Tensor, Tensor> network,
        List<DescentStep>? steps = null
    ) =>
        step =>
        {
            steps?.Add(step with { Rows = step.Rows.clone().DetachFromDisposeScope() });
            var batch = bench.Train.Gather(step.Rows);
            return nn.functional.cross_entropy(
                network.call(batch.Images + 0.1 * step.Random.Uniform(batch.Images.shape)),
                batch.Labels!
            );
        };

    public static string State(nn.Module network) =>
        string.Join(
            ",",
            network.state_dict().Select(tensor => Convert.ToHexString(tensor.Value.detach().contiguous().bytes))
        );
}
