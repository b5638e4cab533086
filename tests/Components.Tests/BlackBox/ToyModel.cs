using Components.Tests.AutoAttack;

namespace Components.Tests.BlackBox;

/// <summary>Another run's model made of small networks, one for each head.</summary>
/// <param name="Features">The network whose outputs are the encoder's features.</param>
/// <param name="Networks">The network of each head, by the head's name.</param>
internal sealed record ToyModel(SmallClassifier Features, IReadOnlyDictionary<string, SmallClassifier> Networks)
    : ITrainedModel
{
    public ImageShape Shape => new(1, 1, 1);

    public int Classes => 0;

    public IReadOnlyList<string> Heads => [.. Networks.Keys];

    public Tensor Outputs(Tensor images, string head) => Network(head).Outputs(images);

    public IObjective Objective(Func<Tensor, Tensor> losses, long rows, Tensor? labels, string head) =>
        Network(head) with
        {
            Labels = labels,
            Aimed = losses,
        };

    private SmallClassifier Network(string head) => head == ITrainedModel.Features ? Features : Networks[head];
}
