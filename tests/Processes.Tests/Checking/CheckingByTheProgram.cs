using Processes.Tests.Runs;

namespace Processes.Tests.Checking;

/// <summary><c>rocl check</c> as a process: exit codes, and turns of <c>--watch</c>.</summary>
public sealed class CheckingByTheProgram
{
    private const string Sound = """
        /// <summary>A step in the direction that the objective rises.</summary>
        [Component("one-step", "One step")]
        public sealed record OneStep : IAttack
        {
            /// <inheritdoc/>
            public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
            {
                var direction = threat.SteepestDirection(objective.Gradient(clean), clean);
                return threat.Project(clean + threat.Radius * direction, clean);
            }
        }
        """;

    [Test]
    public void A_recipe_and_a_plugin_are_checked_at_once_and_what_is_neither_is_reported()
    {
        using var rocl = Begun();
        var ended = rocl.Run("check", "OneStep.cs", "demo-simclr", "nothing", "--cases", "2", "--seed", "7");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ended.Code, Is.EqualTo(4), ended.ToString());
            Assert.That(
                ended.Output,
                Does.Contain("OneStep/one-step 0.0.0: attack\n  holds   stays in its ball")
                    .And.Contain("demo-simclr: recipe\n  sound")
            );
            Assert.That(
                ended.ErrorLines,
                Is.EqualTo([
                    "error ROCL0251 nothing: There is nothing to check: no file, folder or "
                        + "shipped recipe has this name. Name a C# file, an assembly, a plugin's folder, a recipe "
                        + "or a run.",
                ])
            );
        }
    }

    [Test]
    public async Task Watching_checks_again_at_a_save_in_a_new_process_and_ends_by_Ctrl_C()
    {
        using var rocl = Begun();
        using var process = rocl.Start("check", "OneStep.cs", "--watch", "--cases", "1");
        var first = await Turn(process.StandardOutput);
        var errors = process.StandardError.ReadToEndAsync();
        File.WriteAllText(
            rocl["OneStep.cs"],
            Sound
                .Replace("threat.Project(", "(", StringComparison.Ordinal)
                .Replace("direction, clean);", "direction);", StringComparison.Ordinal)
        );
        var second = await Turn(process.StandardOutput);
        File.WriteAllText(
            rocl["OneStep.cs"],
            Sound.Replace("threat.Project(", "threat.Projekt(", StringComparison.Ordinal)
        );
        var third = await Turn(process.StandardOutput);
        Rocl.Interrupt(process);
        await process.WaitForExitAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first, Does.Contain("holds   stays in its ball").And.Not.Contain("BROKEN"));
            Assert.That(second, Does.Contain("BROKEN  stays in its ball"));
            Assert.That(third, Does.Not.Contain("one-step"));
            Assert.That(
                await errors,
                Does.Contain("error ROCL0250 OneStep/one-step")
                    .And.Contain("ROCL0230")
                    .And.Contain("Projekt")
                    .And.Not.Contain("ROCL0001")
            );
            Assert.That(process.ExitCode, Is.EqualTo(130));
        }
    }

    private static async Task<string> Turn(StreamReader output)
    {
        var lines = new List<string>();
        while (await output.ReadLineAsync() is { } line && !line.EndsWith("Ctrl-C ends.", StringComparison.Ordinal))
            lines.Add(line);
        return string.Join('\n', lines);
    }

    private static Rocl Begun()
    {
        var rocl = new Rocl();
        rocl.Variables["ROCL_CACHE"] = rocl["cache"];
        File.WriteAllText(rocl["OneStep.cs"], Sound);
        return rocl;
    }
}
