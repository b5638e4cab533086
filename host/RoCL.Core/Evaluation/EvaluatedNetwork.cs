using RoCL.Core.Components;
using RoCL.Core.Models;

namespace RoCL.Core.Evaluation;

/// <summary>A network of an evaluation, in eval mode; what it returns is checked.</summary>
/// <param name="Evaluation">The evaluation that the network belongs to.</param>
/// <param name="Network">Images [N, C, H, W] in [0, 1] to outputs [N, K].</param>
internal sealed record EvaluatedNetwork(ComponentUse Evaluation, nn.Module<Tensor, Tensor> Network)
{
    /// <summary>The cross-entropy of its outputs, which attacks raise.</summary>
    /// <param name="labels">The true classes, [N].</param>
    /// <param name="classes">Their names, by number.</param>
    public IObjective CrossEntropy(Tensor labels, IReadOnlyList<string> classes)
    {
        Network.eval();
        // An attack gets copies of the labels that it is judged by, and the network images that it
        // may write into.
        var copy = labels.clone();
        return new NetworkObjective(
            images => Logits(Layout.ChannelsLast(images).clone()),
            logits => nn.functional.cross_entropy(logits, copy, reduction: nn.Reduction.None),
            labels.shape[0],
            labels,
            NetworkObjective.Nothing(labels.shape[0])
        )
        {
            ClassNames = classes,
        };
    }

    /// <summary>The outputs of many images, [N, K], without a gradient.</summary>
    /// <param name="images">The images.</param>
    /// <param name="batch">How many of them are passed at once.</param>
    /// <param name="device">Where the network is.</param>
    /// <param name="report">Gets the number of batches that are done, and of all.</param>
    /// <exception cref="ProblemException">
    /// ROCL0346, ROCL0518 outputs that are not [N, K].
    /// </exception>
    public Tensor Outputs(IImages images, int batch, Device device, Action<long, long> report)
    {
        Network.eval();
        using var quiet = no_grad();
        var batches = (images.Count + batch - 1) / batch;
        var outputs = new List<Tensor>();
        foreach (var part in ImageBatches.Of(images, batch))
        {
            using var scope = NewDisposeScope();
            report(outputs.Count, batches);
            outputs.Add(scope.MoveToOuter(Logits(Layout.ChannelsLast(part.Images.to(device)))));
        }
        return cat([.. outputs]);
    }

    private Tensor Logits(Tensor images) => Findings.Logits(Evaluation, Network.call(images), images.shape[0]);
}
