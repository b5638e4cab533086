namespace Fidelity.Tests;

/// <summary>A test for each golden file whose name begins so; its parameter is the name.</summary>
/// <param name="beginning">Such as <c>apgd_</c>.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GoldenFilesAttribute(string beginning)
    : TestCaseSourceAttribute(typeof(Golden), nameof(Golden.Named), [beginning])
{
    /// <summary>Such as <c>apgd_</c>.</summary>
    public string Beginning { get; } = beginning;
}
