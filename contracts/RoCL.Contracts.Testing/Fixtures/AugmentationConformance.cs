using NUnit.Framework;

namespace RoCL.Contracts.Testing;

/// <summary>
/// Holds an augmentation to the laws of <see cref="IAugmentation"/>: inherit, and say in
/// <c>Create</c> which.
/// </summary>
public abstract class AugmentationConformance : Conformance<IAugmentation>
{
    /// <summary>One test for each of <see cref="AugmentationLaws.All"/>.</summary>
    /// <param name="law">The law.</param>
    [TestCaseSource(typeof(AugmentationLaws), nameof(AugmentationLaws.All))]
    public void It(Law<IAugmentation> law) => Hold(law);
}
