using NUnit.Framework;

namespace RoCL.Contracts.Testing;

/// <summary>
/// Checks an augmentation against the laws of <see cref="IAugmentation"/>. Derive a test fixture
/// from it and return the component from <c>Create</c>.
/// </summary>
public abstract class AugmentationConformance : Conformance<IAugmentation>
{
    /// <summary>One test for each law of <see cref="AugmentationLaws.All"/>.</summary>
    /// <param name="law">The law.</param>
    [TestCaseSource(typeof(AugmentationLaws), nameof(AugmentationLaws.All))]
    public void It(Law<IAugmentation> law) => Hold(law);
}
