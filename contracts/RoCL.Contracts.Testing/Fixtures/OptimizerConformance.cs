using NUnit.Framework;

namespace RoCL.Contracts.Testing;

/// <summary>
/// Checks an optimizer against the laws of <see cref="IOptimizer"/>. Derive a test fixture from it
/// and return the component from <c>Create</c>.
/// </summary>
public abstract class OptimizerConformance : Conformance<IOptimizer>
{
    /// <summary>One test for each law of <see cref="OptimizerLaws.All"/>.</summary>
    /// <param name="law">The law.</param>
    [TestCaseSource(typeof(OptimizerLaws), nameof(OptimizerLaws.All))]
    public void It(Law<IOptimizer> law) => Hold(law);
}
