using Architecture.Tests.Syntax;

namespace Architecture.Tests.Rules;

/// <summary>
/// The tests that a developer runs while working start no process: those that do are together.
/// </summary>
public sealed class ProcessStartsTests
{
    // Beside the tests with processes, two programs that measure others.
    private static readonly string[] WithProcesses = ["tests/Processes.Tests/", "tests/Benchmarks/", "tests/Tables/"];

    [Test]
    public void No_quick_test_starts_a_process() =>
        Held.None(
            Sources
                .CSharp.Where(tree => tree.FilePath.StartsWith("tests/", StringComparison.Ordinal))
                .Where(tree =>
                    !Array.Exists(WithProcesses, folder => tree.FilePath.StartsWith(folder, StringComparison.Ordinal))
                )
                .SelectMany(ProcessStarts.In)
        );

    [TestCase("using var sh = Process.Start(\"sh\", \"-c true\");", ExpectedResult = 1)]
    [TestCase("int x;\nvar start = new ProcessStartInfo(\"sh\");", ExpectedResult = 2)]
    public int Such_code_breaks_the_rule(string text) => Held.Lines(ProcessStarts.In, text).Single();

    [TestCase("using var self = Process.GetCurrentProcess();\nthread.Start();\nWorker.Start(\"sh\");")]
    public void Such_code_keeps_it(string text) => Assert.That(Held.Lines(ProcessStarts.In, text), Is.Empty);
}
