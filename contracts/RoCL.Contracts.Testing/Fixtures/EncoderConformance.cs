using NUnit.Framework;

namespace RoCL.Contracts.Testing;

/// <summary>
/// Checks an encoder against the laws of <see cref="IEncoder"/>. Derive a test fixture from it and
/// return the component from <c>Create</c>.
/// </summary>
public abstract class EncoderConformance : Conformance<IEncoder>
{
    /// <summary>One test for each law of <see cref="EncoderLaws.All"/>.</summary>
    /// <param name="law">The law.</param>
    [TestCaseSource(typeof(EncoderLaws), nameof(EncoderLaws.All))]
    public void It(Law<IEncoder> law) => Hold(law);
}
