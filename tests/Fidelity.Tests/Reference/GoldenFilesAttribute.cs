namespace Fidelity.Tests.Reference;

/// <summary>
/// A test for each golden file whose name begins so; its parameter is the name. Where the folder
/// holds none, one test that is shown as skipped.
/// </summary>
/// <param name="beginning">Such as <c>apgd_</c>.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class GoldenFilesAttribute(string beginning)
    : TestCaseSourceAttribute(typeof(GoldenFilesAttribute), nameof(Cases), [beginning])
{
    /// <summary>Such as <c>apgd_</c>.</summary>
    public string Beginning { get; } = beginning;

    /// <summary>The cases, one for each file.</summary>
    public static IEnumerable<TestCaseData> Cases(string beginning)
    {
        var names = Golden.Named(beginning, Golden.Folder).ToList();
        if (names.Count == 0)
            return [new TestCaseData(beginning).Ignore($"{Golden.Folder} holds no file '{beginning}*'.")];
        return names.Select(name => new TestCaseData(name));
    }
}
