namespace Processes.Tests.Runs;

/// <summary>
/// From the command line to the arithmetic of a step it is not far: a debugger shows it.
/// </summary>
public sealed class ShortWay
{
    private const int MostFrames = 6;

    // Writes the stack down when it is called for the first time, which is in step 0.
    private const string Plugin = """
        using System.Diagnostics;

        [Component("shows-stack", "Changes nothing")]
        public sealed record ShowsStack(string File = "") : IAugmentation
        {
            public Tensor Apply(Tensor images, Rng random)
            {
                if (!System.IO.File.Exists(File))
                    System.IO.File.WriteAllLines(File, new StackTrace().GetFrames().Select(Line));
                return images.clone();
            }

            // Without its arguments.
            private static string Line(StackFrame frame)
            {
                var method = frame.GetMethod()!;
                var type = method.DeclaringType!;
                return $"{type.Assembly.GetName().Name}: {type.FullName}.{method.Name}";
            }
        }
        """;

    [Test]
    public void A_step_is_six_frames_of_ours_below_the_command_line([Values] bool isSupervised)
    {
        using var rocl = new Rocl();
        File.WriteAllText(rocl["ShowsStack.cs"], Plugin);
        string[] here = isSupervised ? [] : ["--no-supervisor"];
        var ended = rocl.Run([
            "run",
            "demo-simclr",
            "--device",
            "cpu",
            "--plugin",
            "ShowsStack.cs",
            .. Rocl.Tiny,
            "--set",
            "evaluate=[]",
            "--set",
            $"views.a.augment=[{{\"use\":\"shows-stack\",\"file\":\"{rocl["stack"]}\"}}]",
            .. here,
        ]);
        Assert.That(ended.Code, Is.Zero, ended.ToString());

        var stack = File.ReadAllLines(rocl["stack"]);
        var ours = stack.Where(IsOurs).Reverse().ToList();
        var take = ours.FindIndex(frame => frame.EndsWith("TrainingLoop.Take", StringComparison.Ordinal));
        Assert.That(ours[0], Does.StartWith("rocl: Program."), "it begins at the program's first line");
        Assert.That(take + 1, Is.InRange(2, MostFrames), string.Join('\n', stack));
    }

    private static bool IsOurs(string frame) =>
        frame.StartsWith("rocl: ", StringComparison.Ordinal) || frame.StartsWith("RoCL.", StringComparison.Ordinal);
}
