using NUnit.Framework;

namespace RoCL.Contracts.Testing;

/// <summary>
/// Checks a loss against the laws of <see cref="ILoss"/>. Derive a test fixture from it and return
/// the component from <c>Create</c>.
/// </summary>
public abstract class LossConformance : Conformance<ILoss>
{
    /// <summary>One test for each law of <see cref="LossLaws.All"/>.</summary>
    /// <param name="law">The law.</param>
    [TestCaseSource(typeof(LossLaws), nameof(LossLaws.All))]
    public void It(Law<ILoss> law) => Hold(law);
}
