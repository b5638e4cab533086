using NUnit.Framework;

namespace RoCL.Contracts.Testing;

/// <summary>
/// Checks a learning rate against the laws of <see cref="ILearningRate"/>. Derive a test fixture
/// from it and return the component from <c>Create</c>.
/// </summary>
public abstract class LearningRateConformance : Conformance<ILearningRate>
{
    /// <summary>One test for each law of <see cref="LearningRateLaws.All"/>.</summary>
    /// <param name="law">The law.</param>
    [TestCaseSource(typeof(LearningRateLaws), nameof(LearningRateLaws.All))]
    public void It(Law<ILearningRate> law) => Hold(law);
}
