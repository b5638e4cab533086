namespace Processes.Tests.Runs;

/// <summary>
/// A stranger's loss and attack, one C# file, that carry tensors from step to step: checked,
/// trained, cut and gone on with to the same bits, and refused where nothing keeps a state.
/// </summary>
public sealed class OwnStates
{
    private const string Source = """
        /// <summary>Distance to a centre that follows the embeddings.</summary>
        /// <param name="Pace">How fast it follows.</param>
        [Component("moving-centre", "Distance to a moving centre")]
        public sealed record MovingCentre(double Pace = 0.1) : IStatefulLoss
        {
            public TensorState Begin(StateShape shape) =>
                TensorState.Empty.With("centre", zeros(shape.Widths[0], device: shape.Device));

            public LossStep Of(TensorState state, LossInput input)
            {
                var centre = state["centre"];
                var outputs = input.Outputs[0];
                var mean = outputs.detach().mean([0]).to(centre.dtype).clamp(-100, 100);
                var loss = (outputs - centre.to(outputs.dtype)).square().mean([1]);
                return new(loss, state.With("centre", centre.lerp(mean, Pace)));
            }
        }

        /// <summary>One step from where the image was left the last time.</summary>
        [Component("further", "Goes on from the last perturbation")]
        public sealed record Further : IStatefulAttack
        {
            public TensorState Begin(StateShape shape) =>
                TensorState.Empty.With(
                    "last",
                    zeros([shape.Images, shape.Image.Channels, shape.Image.Height, shape.Image.Width], float16)
                );

            public AttackStep Perturb(TensorState state, AttackInput input)
            {
                var last = state.Rows("last", input.Indices).to(float32);
                var start = input.Threat.Project(input.Clean + last, input.Clean);
                var direction = input.Threat.SteepestDirection(input.Objective.Gradient(start), start);
                var moved = input.Threat.Project(start + 4 / 255.0 * direction, input.Clean);
                return new(moved, state.WithRows("last", input.Indices, moved - input.Clean));
            }
        }
        """;

    [Test]
    public void Are_checked_trained_and_gone_on_with_to_the_same_bits()
    {
        using var rocl = new Rocl();
        rocl.Variables["ROCL_CACHE"] = rocl["cache"];
        File.WriteAllText(rocl["States.cs"], Source);
        var held = rocl.Run("check", "States.cs", "--cases", "4");
        Assert.That(held.Code, Is.Zero, held.ToString());
        Assert.That(held.Output, Does.Contain("holds   begins with the same state each time"));

        var whole = Train(rocl, "whole");
        Assert.That(File.ReadAllText(rocl["whole/log.jsonl"]), Does.Contain("The state of losses and attacks takes"));
        Train(rocl, "pieces");
        Directory.Delete(rocl["pieces/checkpoints/step-00000002"], recursive: true);
        File.Delete(rocl["pieces/summary.json"]);
        var resumed = rocl.Run("run", "pieces", "--plugin", "States.cs");
        Assert.That(resumed.Code, Is.Zero, resumed.ToString());
        Assert.That((string?)rocl.Json("pieces/summary.json")["weights"], Is.EqualTo(whole));
        Assert.That(
            File.ReadAllBytes(rocl["pieces/checkpoints/step-00000002/model.safetensors"]),
            Is.EqualTo(File.ReadAllBytes(rocl["whole/checkpoints/step-00000002/model.safetensors"])),
            "the states too"
        );

        var refused = rocl.Run("run", "demo-rocl", "--plugin", "States.cs", "--set", "evaluate.0.attack=further");
        Assert.That(refused.Code, Is.Not.Zero);
        Assert.That(refused.Error, Does.Contain("error ROCL0376 demo-rocl.json: evaluate.0.attack (States/further"));
    }

    private static string? Train(Rocl rocl, string folder)
    {
        var ended = rocl.Run([
            "run",
            "demo-rocl",
            "--no-supervisor",
            "--out",
            folder,
            "--device",
            "cpu",
            "--plugin",
            "States.cs",
            "--set",
            "images={\"train\":128,\"test\":20}",
            "--set",
            "train={\"epochs\":1,\"batch\":64}",
            "--set",
            "evaluate=[]",
            "--set",
            "views.adv.attack=further",
            "--set",
            "loss.1={\"use\":\"moving-centre\",\"views\":[\"adv\"]}",
            "--set",
            "checkpoints={\"every\":\"1 steps\",\"keep\":9}",
        ]);
        Assert.That(ended.Code, Is.Zero, ended.ToString());
        return (string?)rocl.Json($"{folder}/summary.json")["weights"];
    }
}
