namespace Fidelity.Tests;

/// <summary>Images that a golden file holds, in place of a data set's.</summary>
internal sealed class GivenImages(Tensor images) : IImages
{
    public ImageShape Shape => new((int)images.shape[1], (int)images.shape[2], (int)images.shape[3]);
    public long Count => images.shape[0];
    public IReadOnlyList<string> Classes => [];
    public Tensor? Labels => null;

    public Batch Gather(Tensor indices) => new(images.index_select(0, indices), null, indices);
}

/// <summary>A view that the golden file holds, in place of a random one.</summary>
[Component("given-view", "A view that was given")]
public sealed record GivenView(string Which) : IAugmentation
{
    internal static Dictionary<string, Tensor> Now { get; set; } = [];

    public Tensor Apply(Tensor images, Rng random) => Now[Which];
}

/// <summary>
/// An attack that is watched: what it finds is judged beside the golden images, and training goes
/// on with the golden ones, so that a pixel whose sign is undecided does not carry over into the
/// weights.
/// </summary>
[Component("recorded", "An attack that is watched")]
public sealed record Recorded(IAttack Inner) : IAttack
{
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
    {
        var golden = GivenView.Now["adversarial"];
        Agreement.Attacked(Inner, golden, clean, threat, objective, "adversarial images");
        return golden;
    }
}

[Component("given-data", "Stands where a recipe needs data")]
public sealed record GivenData : IDataset
{
    public IImages Open(Split split) => throw new NotSupportedException("The test brings its images along.");
}

/// <summary>An attack whose result the golden file holds.</summary>
[Component("given-move", "An attack that was given")]
public sealed record GivenMove : IAttack
{
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random) =>
        GivenView.Now["adversarial"];
}
