using NUnit.Framework;

namespace RoCL.Contracts.Testing;

/// <summary>
/// Checks a loss with a state against the laws of <see cref="IStatefulLoss"/>, and against those of
/// <see cref="ILoss"/>. Derive a test fixture from it and return the component from <c>Create</c>.
/// </summary>
public abstract class StatefulLossConformance : Conformance<IStatefulLoss>
{
    /// <summary>One test for each law of <see cref="StatefulLossLaws.All"/>.</summary>
    /// <param name="law">The law.</param>
    [TestCaseSource(typeof(StatefulLossLaws), nameof(StatefulLossLaws.All))]
    public void It(Law<IStatefulLoss> law) => Hold(law);

    /// <summary>One test for each law of <see cref="LossLaws.All"/>.</summary>
    /// <param name="law">The law.</param>
    [TestCaseSource(typeof(LossLaws), nameof(LossLaws.All))]
    public void ItAsALoss(Law<ILoss> law) => Hold(law, Create);
}
