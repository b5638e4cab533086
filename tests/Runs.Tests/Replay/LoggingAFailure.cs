using System.Text.Json.Nodes;
using Shared.Runs;

namespace Runs.Tests.Replay;

/// <summary>The log of a run whose step failed for good.</summary>
[NonParallelizable]
public sealed class LoggingAFailure
{
    [Test]
    public void The_log_says_in_properties_what_happened()
    {
        using var run = new FaultyRun();
        run.Run("views.adv.attack={\"use\":\"faulty-attack\",\"kind\":\"throws\",\"after\":2}");
        var left = Path.Combine(run.Folder.Root, "failed-step-00000002");
        var events = File.ReadLines(run.Folder.Log).Select(line => JsonNode.Parse(line)!.AsObject()).ToList();
        JsonObject Of(string template) =>
            events.Last(each => ((string)each["@mt"]!).StartsWith(template, StringComparison.Ordinal));
        foreach (var failed in new[] { Of("Attempt"), Of("Failed with") })
        {
            Assert.That(
                new[] { "Code", "Plugin", "Version", "Component", "Key", "Step" }.Select(name => $"{failed[name]}"),
                Is.EqualTo(new[] { "ROCL0300", "Faulty", "1.2.3", "faulty-attack", "views.adv.attack", "2" })
            );
        }

        Assert.That(((int)Of("Attempt")["Attempt"]!, (string)Of("Failed with")["Folder"]!), Is.EqualTo((1, left)));
        Assert.That(
            ((string)Of("Restored")["Checkpoint"]!, (long)Of("Restored")["Steps"]!),
            Is.EqualTo(("step-00000002", 2L))
        );
        Assert.That(
            ((long)Of("Checkpoint")["Bytes"]!, (double)Of("Checkpoint")["Seconds"]!),
            Is.EqualTo((new FileInfo(Path.Combine(left, "checkpoint", "model.safetensors")).Length, 1.0))
                .Using<(long, double)>((seen, file) => seen.Item1 > 1000 && seen.Item1 < file.Item1 && seen.Item2 > 0)
        );
        Assert.That(
            events
                .Where(each => ((string)each["@mt"]!).StartsWith("Polly", StringComparison.Ordinal))
                .Select(each => (string)each["Event"]!),
            Does.Contain("OnRetry").And.Contain("ExecutionAttempt")
        );
    }
}
