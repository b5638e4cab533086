using RoCL.Core.Models;

namespace Components.Tests.Conformance;

/// <summary>
/// Another run's model that takes images of any shape: it sees the brightness of their quarters.
/// </summary>
internal sealed record Coarse : ITrainedModel
{
    public ImageShape Shape => new(1, 4, 4);

    public int Classes => 0;

    public IReadOnlyList<string> Heads => [];

    public Tensor Outputs(Tensor images, string head) =>
        nn.functional.adaptive_avg_pool2d(images.mean([1], keepdim: true), 2).flatten(1);

    public IObjective Objective(Func<Tensor, Tensor> losses, long rows, Tensor? labels, string head) =>
        new NetworkObjective(images => Outputs(images, head), losses, rows, labels, NetworkObjective.Nothing(rows));
}
