using NUnit.Framework;

namespace RoCL.Contracts.Testing;

/// <summary>
/// Holds a data set to the laws of <see cref="IDataset"/>: inherit, and say in <c>Create</c> which.
/// </summary>
public abstract class DatasetConformance : Conformance<IDataset>
{
    /// <summary>One test for each of <see cref="DatasetLaws.All"/>.</summary>
    /// <param name="law">The law.</param>
    [TestCaseSource(typeof(DatasetLaws), nameof(DatasetLaws.All))]
    public void It(Law<IDataset> law) => Hold(law);
}
