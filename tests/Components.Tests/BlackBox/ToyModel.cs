using Classifier = Components.Tests.AutoAttack.Classifier;

namespace Components.Tests.BlackBox;

/// <summary>Another run's model made of small networks, one for each head.</summary>
/// <param name="Features">What the encoder alone says.</param>
/// <param name="Named">What the heads say, by name.</param>
internal sealed record ToyModel(Classifier Features, IReadOnlyDictionary<string, Classifier> Named) : ITrainedModel
{
    public ImageShape Shape => new(1, 1, 1);

    public int Classes => 0;

    public IReadOnlyList<string> Heads => [.. Named.Keys];

    public Tensor Outputs(Tensor images, string head) => Of(head).Outputs(images);

    public IObjective Objective(Func<Tensor, Tensor> losses, long rows, Tensor? labels, string head) =>
        Of(head) with
        {
            Labels = labels,
            Aimed = losses,
        };

    private Classifier Of(string head) => head == ITrainedModel.Features ? Features : Named[head];
}
