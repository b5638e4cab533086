using NUnit.Framework;

namespace RoCL.Contracts.Testing;

/// <summary>
/// Holds a loss to the laws of <see cref="ILoss"/>: inherit, and say in <c>Create</c> which.
/// </summary>
public abstract class LossConformance : Conformance<ILoss>
{
    /// <summary>One test for each of <see cref="LossLaws.All"/>.</summary>
    /// <param name="law">The law.</param>
    [TestCaseSource(typeof(LossLaws), nameof(LossLaws.All))]
    public void It(Law<ILoss> law) => Hold(law);
}
