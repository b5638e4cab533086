namespace Processes.Tests.Runs;

/// <summary>
/// A stranger's optimizer, threat model, stateful attack and loss, teacher and monitor in one
/// recipe: whatever interrupts the run, it ends with the same bits.
/// </summary>
public sealed class StrangersTogether
{
    private const string Source = """
        using System.Diagnostics;
        using System.IO;

        /// <summary>Goes on from the last perturbation; throws once, and kills its process once.</summary>
        /// <param name="Marker">What the files are called that say that it did.</param>
        [Component("further", "Goes on from the last perturbation")]
        public sealed record Further(string Marker) : IStatefulAttack
        {
            public TensorState Begin(StateShape shape)
            {
                var image = shape.Image;
                var last = zeros([shape.Images, image.Channels, image.Height, image.Width], float16);
                return TensorState.Empty.With("steps", zeros([], int64)).With("last", last);
            }

            public AttackStep Perturb(TensorState state, AttackInput input)
            {
                var steps = state["steps"];
                if (steps.item<long>() == 1 && Once.Is(Marker + ".thrown"))
                    throw new InvalidOperationException("once");
                if (steps.item<long>() == 2 && Once.Is(Marker + ".killed"))
                    Process.GetCurrentProcess().Kill();
                var last = state.Rows("last", input.Indices).to(float32);
                var start = input.Threat.Project(input.Clean + last, input.Clean);
                var direction = input.Threat.SteepestDirection(input.Objective.Gradient(start), start);
                var moved = input.Threat.Project(start + 4 / 255.0 * direction, input.Clean);
                var next = state.WithRows("last", input.Indices, moved - input.Clean).With("steps", steps + 1);
                return new(moved, next);
            }
        }

        /// <summary>Distance to a centre that follows the embeddings; once it is no number.</summary>
        /// <param name="Marker">What the file is called that says that it was.</param>
        [Component("moving-centre", "Distance to a moving centre")]
        public sealed record MovingCentre(string Marker) : IStatefulLoss
        {
            public TensorState Begin(StateShape shape) =>
                TensorState.Empty.With("steps", zeros([], int64)).With("centre", zeros(shape.Widths[0]));

            public LossStep Of(TensorState state, LossInput input)
            {
                var steps = state["steps"];
                var centre = state["centre"];
                var outputs = input.Outputs[0];
                var loss = (outputs - centre).square().mean([1]);
                if (steps.item<long>() == 3 && Once.Is(Marker + ".nan"))
                    loss = loss * double.NaN;
                var next = state.With("centre", centre.lerp(outputs.detach().mean([0]), 0.1)).With("steps", steps + 1);
                return new(loss, next);
            }
        }

        /// <summary>The mean of itself and the student.</summary>
        [Component("halfway", "Halfway to the student")]
        public sealed record Halfway : ITeacher
        {
            public Tensor Follow(Tensor teacher, Tensor student, TeacherTensor tensor, Moment moment) =>
                teacher.is_floating_point() ? teacher.lerp(student, 0.5) : student.clone();
        }

        /// <summary>How far the outputs spread.</summary>
        [Component("spread", "Spread of the outputs")]
        public sealed record Spread : IMonitor
        {
            public IReadOnlyDictionary<string, double> Measure(MonitorInput input) =>
                new Dictionary<string, double> { ["deviation"] = input.Outputs[0].std().item<float>() };
        }

        /// <summary>Whether something is done for the first time.</summary>
        internal static class Once
        {
            public static bool Is(string marker)
            {
                if (File.Exists(marker))
                    return false;
                File.WriteAllText(marker, "");
                return true;
            }
        }
        """;

    private static readonly string[] Plugins =
    [
        "--plugin",
        "RmsSteps.cs",
        "--plugin",
        "Rows.cs",
        "--plugin",
        "Strangers.cs",
    ];

    [Test]
    public void A_run_that_is_retried_goes_back_is_killed_and_is_resumed_ends_with_the_same_bits()
    {
        using var rocl = new Rocl();
        rocl.Variables["ROCL_CACHE"] = rocl["cache"];
        File.WriteAllText(rocl["RmsSteps.cs"], StrangersFiles.RmsSteps);
        File.WriteAllText(rocl["Rows.cs"], StrangersFiles.Rows);
        File.WriteAllText(rocl["Strangers.cs"], Source);

        // Both go back, since that changes the learning rate.
        File.WriteAllText(rocl["whole.thrown"], "");
        File.WriteAllText(rocl["whole.killed"], "");
        Train(rocl, "whole");
        Assert.That(File.Exists(rocl["whole/gone-back.json"]));
        Assert.That(File.ReadAllText(rocl["whole/metrics.jsonl"]), Does.Contain("deviation"));

        var pieces = Train(rocl, "pieces");
        Assert.That(pieces.Error, Does.Contain("attempt 1 failed").And.Contain("was killed"), pieces.ToString());
        AreAlike(rocl);

        // What a stopped run has left.
        File.Delete(rocl["pieces/summary.json"]);
        foreach (var checkpoint in Directory.GetDirectories(rocl["pieces/checkpoints"]).Order().Skip(2))
            Directory.Delete(checkpoint, recursive: true);
        var resumed = rocl.Run(["run", "pieces", .. Plugins, "--device", "cpu"]);
        Assert.That(resumed.Code, Is.Zero, resumed.ToString());
        AreAlike(rocl);
    }

    private static void AreAlike(Rocl rocl)
    {
        Assert.That(
            File.ReadAllText(rocl["pieces/metrics.jsonl"]),
            Is.EqualTo(File.ReadAllText(rocl["whole/metrics.jsonl"]))
        );
        const string last = "checkpoints/step-00000005/model.safetensors";
        Assert.That(
            File.ReadAllBytes(rocl[$"pieces/{last}"]),
            Is.EqualTo(File.ReadAllBytes(rocl[$"whole/{last}"])),
            "weights, the optimizer's state, the teacher's weights, and the states of loss and attack"
        );
    }

    private static Ended Train(Rocl rocl, string run)
    {
        var ended = rocl.Run([
            "run",
            "demo-rocl",
            "--out",
            run,
            "--device",
            "cpu",
            .. Plugins,
            "--set",
            "images={\"train\":160,\"test\":20}",
            "--set",
            "train={\"epochs\":1,\"batch\":32}",
            "--set",
            "evaluate=[]",
            "--set",
            $"views.adv.attack={{\"use\":\"further\",\"marker\":\"{run}\"}}",
            "--set",
            "views.adv.threat.use=rows",
            "--set",
            "optimizer={\"use\":\"rms-steps\",\"lr\":0.001}",
            "--set",
            "teachers={\"target\":{\"use\":\"halfway\",\"head\":\"projector\"}}",
            "--set",
            $"loss.1={{\"use\":\"moving-centre\",\"views\":[\"adv\"],\"marker\":\"{run}\"}}",
            "--set",
            "loss.2={\"use\":\"cos\",\"views\":[\"a\",\"b@target\"]}",
            "--set",
            "notFinite={\"then\":\"back\",\"factor\":0.5,\"limit\":2}",
            "--set",
            "checkpoints={\"every\":\"1 steps\",\"keep\":9}",
            "--set",
            "monitors={\"spread\":{\"use\":\"spread\",\"views\":[\"a\"],\"every\":\"1 steps\"}}",
        ]);
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        return ended;
    }
}
