using RoCL.Contracts.Testing;

/// <summary>
/// The laws of every data set, one test each: images in [0, 1], labels that number the classes, and
/// the same images each time. Add tests of your own in a fixture next to this one.
/// </summary>
[TestFixture]
public sealed class OrientedBarsConformance : DatasetConformance
{
    protected override IDataset Create() => new OrientedBars(Train: 50, Test: 20);
}
