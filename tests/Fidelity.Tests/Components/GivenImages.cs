namespace Fidelity.Tests.Components;

/// <summary>Images that a golden file holds, in place of a data set's.</summary>
internal sealed class GivenImages(Tensor images) : IImages
{
    public ImageShape Shape => new((int)images.shape[1], (int)images.shape[2], (int)images.shape[3]);
    public long Count => images.shape[0];
    public IReadOnlyList<string> Classes => [];
    public Tensor? Labels => null;

    public Batch Gather(Tensor indices) => new(images.index_select(0, indices), null, indices);
}

/// <summary>The data set that a recipe has to name; the test brings its images along.</summary>
[Component("given-data", "Stands where a recipe needs data")]
public sealed record GivenData : IDataset
{
    public IImages Open(Split split) => throw new NotSupportedException("The test brings its images along.");
}
