using RoCL.Host;
using RoCL.Plugins.Trust;

namespace Host.Tests.CommandLine;

/// <summary>What the shell refuses before any verb runs.</summary>
public sealed class RefusingMissingPlugins
{
    [Test]
    public void All_plugins_that_are_missing_are_reported_at_once()
    {
        var folder = Directory.CreateTempSubdirectory("rocl-missing-").FullName;
        try
        {
            var first = Path.Combine(folder, "first");
            var second = Path.Combine(folder, "second.dll");
            using var signals = new RoCL.Runs.Reporting.Signals();
            var refused = Assert.Throws<ProblemException>(() =>
                Composition.Compose(new([first, folder, second], AreLoaded: false, PluginDemand.None), signals)
            )!;
            Assert.That(
                refused.Problems.Select(problem => (problem.Code, problem.Where)),
                Is.EqualTo(new[] { ("ROCL0201", $"--plugin {first}"), ("ROCL0201", $"--plugin {second}") })
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
