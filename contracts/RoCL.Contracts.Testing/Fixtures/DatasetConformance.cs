using NUnit.Framework;

namespace RoCL.Contracts.Testing;

/// <summary>
/// Checks a data set against the laws of <see cref="IDataset"/>. Derive a test fixture from it and
/// return the component from <c>Create</c>.
/// </summary>
public abstract class DatasetConformance : Conformance<IDataset>
{
    /// <summary>One test for each law of <see cref="DatasetLaws.All"/>.</summary>
    /// <param name="law">The law.</param>
    [TestCaseSource(typeof(DatasetLaws), nameof(DatasetLaws.All))]
    public void It(Law<IDataset> law) => Hold(law);
}
