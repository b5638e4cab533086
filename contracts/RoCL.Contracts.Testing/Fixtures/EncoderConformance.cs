using NUnit.Framework;

namespace RoCL.Contracts.Testing;

/// <summary>
/// Holds an encoder to the laws of <see cref="IEncoder"/>: inherit, and say in <c>Create</c> which.
/// </summary>
public abstract class EncoderConformance : Conformance<IEncoder>
{
    /// <summary>One test for each of <see cref="EncoderLaws.All"/>.</summary>
    /// <param name="law">The law.</param>
    [TestCaseSource(typeof(EncoderLaws), nameof(EncoderLaws.All))]
    public void It(Law<IEncoder> law) => Hold(law);
}
