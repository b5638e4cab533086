using RoCL.Contracts.Testing;

/// <summary>
/// The laws of every data set: images in range, labels that number the classes, the same each time.
/// </summary>
[TestFixture]
public sealed class OrientedBarsConformance : DatasetConformance
{
    protected override IDataset Create() => new OrientedBars(Train: 50, Test: 20);
}
