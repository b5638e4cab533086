namespace Processes.Tests.Runs;

/// <summary>
/// From the command line to the arithmetic of a step it is not far: a debugger shows it.
/// </summary>
public sealed class ShortWay
{
    private const int MostFrames = 6;

    // Components that write their stack down when they are called for the first time, in step 0.
    private const string Plugin = """
        using System.Diagnostics;

        [Component("shows-stack", "Changes nothing")]
        public sealed record ShowsStack(string File = "") : IAugmentation
        {
            public Tensor Apply(Tensor images, Rng random)
            {
                Stack.Write(File);
                return images.clone();
            }
        }

        [Component("asks-for-gradient", "Leaves the images as they are")]
        public sealed record AsksForGradient : IAttack
        {
            public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
            {
                using var gradient = objective.Gradient(clean);
                return clean.clone();
            }
        }

        [Component("shows-stack-of-gradient", "A linear layer")]
        public sealed record ShowsStackOfGradient(string File = "") : IEncoder
        {
            public nn.Module<Tensor, Tensor> Build(ImageShape shape) => new Network(shape, File);

            private sealed class Network : nn.Module<Tensor, Tensor>
            {
                private readonly nn.Module<Tensor, Tensor> layer;
                private readonly string _file;

                public Network(ImageShape shape, string file)
                    : base("network")
                {
                    layer = nn.Linear(shape.Channels * shape.Height * shape.Width, 4);
                    _file = file;
                    RegisterComponents();
                }

                public override Tensor forward(Tensor images)
                {
                    var callers = new StackTrace().GetFrames().Select(frame => frame.GetMethod()!.DeclaringType);
                    if (callers.Contains(typeof(AsksForGradient)))
                        Stack.Write(_file);
                    return layer.forward(images.flatten(1));
                }
            }
        }

        internal static class Stack
        {
            public static void Write(string file)
            {
                if (!System.IO.File.Exists(file))
                    System.IO.File.WriteAllLines(file, new StackTrace().GetFrames().Select(Line));
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
    public void A_step_is_six_frames_of_ours_below_the_command_line_and_the_encoder_six_below_an_attack()
    {
        using var rocl = new Rocl();
        Run(
            rocl,
            isSupervised: false,
            Augmented(rocl),
            $"encoder={{\"use\":\"shows-stack-of-gradient\",\"file\":\"{rocl["gradient"]}\"}}",
            "views.adv.attack={\"use\":\"asks-for-gradient\"}"
        );

        RequireShort(File.ReadAllLines(rocl["stack"]));
        var stack = File.ReadAllLines(rocl["gradient"]);
        var attack = Array.FindIndex(
            stack,
            frame => frame.EndsWith("AsksForGradient.Perturb", StringComparison.Ordinal)
        );
        Assert.That(attack, Is.GreaterThan(0), string.Join('\n', stack));
        Assert.That(stack[..attack].Count(IsOurs), Is.InRange(1, MostFrames), string.Join('\n', stack));
    }

    [Test]
    public void So_is_a_step_under_a_supervisor()
    {
        using var rocl = new Rocl();
        Run(rocl, isSupervised: true, Augmented(rocl));
        RequireShort(File.ReadAllLines(rocl["stack"]));
    }

    private static string Augmented(Rocl rocl) =>
        $"views.a.augment=[{{\"use\":\"shows-stack\",\"file\":\"{rocl["stack"]}\"}}]";

    private static void RequireShort(string[] stack)
    {
        var ours = stack.Where(IsOurs).Reverse().ToList();
        var take = ours.FindIndex(frame => frame.EndsWith("TrainingLoop.Take", StringComparison.Ordinal));
        Assert.That(ours[0], Is.EqualTo("rocl: RoCL.Host.Program.Main"), "it begins at the program's first line");
        Assert.That(take, Is.InRange(2, MostFrames), string.Join('\n', stack));
    }

    private static void Run(Rocl rocl, bool isSupervised, params string[] settings)
    {
        File.WriteAllText(rocl["ShowsStack.cs"], Plugin);
        string[] here = isSupervised ? [] : ["--no-supervisor"];
        // A process of its own: one that has done much has its short methods inlined.
        var ended = rocl.RunAlone([
            "run",
            "demo-rocl",
            "--device",
            "cpu",
            "--plugin",
            "ShowsStack.cs",
            .. Rocl.Tiny,
            "--set",
            "evaluate=[]",
            .. settings.SelectMany(setting => new[] { "--set", setting }),
            .. here,
        ]);
        Assert.That(ended.Code, Is.Zero, ended.ToString());
    }

    private static bool IsOurs(string frame) =>
        frame.StartsWith("rocl: ", StringComparison.Ordinal) || frame.StartsWith("RoCL.", StringComparison.Ordinal);
}
