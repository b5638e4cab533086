namespace Processes.Tests.Runs;

/// <summary>Strangers' components, one C# file each.</summary>
internal static class StrangersFiles
{
    /// <summary>A threat model.</summary>
    public const string Rows = """
        using System.ComponentModel.DataAnnotations;

        /// <summary>Every second row of pixels moves by at most ε each.</summary>
        /// <param name="Epsilon">ε.</param>
        [Component("rows", "Every second row of pixels")]
        public sealed record Rows([Range(0, 1)] double Epsilon = 0.1) : ThreatModel(Epsilon)
        {
            public override string Norm => "rows";

            public override Tensor Project(Tensor moved, Tensor clean) =>
                where(Mask(clean), moved.maximum(clean - Radius).minimum(clean + Radius).clamp(0, 1), clean);

            public override Tensor SteepestDirection(Tensor gradient, Tensor point) => gradient.sign() * Mask(gradient);

            public override Tensor RandomPoint(Tensor clean, Rng random) =>
                Project(clean + Radius * (2 * random.Uniform(clean.shape) - 1), clean);

            public override Tensor Distance(Tensor moved, Tensor clean)
            {
                var movement = (moved - clean).abs();
                return movement.masked_fill(movement.gt(1e-6) & ~Mask(clean), double.PositiveInfinity).amax([1, 2, 3]);
            }

            private static Tensor Mask(Tensor images) =>
                arange(images.shape[2], device: images.device).remainder(2).eq(0).view(1, 1, -1, 1);
        }
        """;

    /// <summary>A monitor.</summary>
    public const string Norms = """
        using System.ComponentModel.DataAnnotations;

        /// <summary>The longest embedding, and the mean of held-out features.</summary>
        /// <param name="Images">Held-out images.</param>
        [Component("norms", "The longest embedding")]
        public sealed record Norms([Range(1, 1000)] int Images = 20) : IMonitor
        {
            public bool NeedsHeldOut => true;

            public IReadOnlyDictionary<string, double> Measure(MonitorInput input)
            {
                using var encoder = input.Bench.Encoder();
                var heldOut = input.Bench.Test.Gather(arange(Images, ScalarType.Int64)).Images;
                using var quiet = no_grad();
                return new Dictionary<string, double>
                {
                    ["longest"] = input.Outputs.Select(view => view.norm(1).max().item<float>()).Append(0).Max(),
                    ["features"] = encoder.call(heldOut).mean().item<float>(),
                };
            }
        }
        """;

    /// <summary>A teacher.</summary>
    public const string Halfway = """
        using System.ComponentModel.DataAnnotations;

        /// <summary>Goes a part of the way to the student after every step.</summary>
        /// <param name="Part">The part.</param>
        [Component("halfway", "Goes a part of the way to the student")]
        public sealed record Halfway([Range(0, 1)] double Part = 0.5) : ITeacher
        {
            public Tensor Follow(Tensor teacher, Tensor student, TeacherTensor tensor, Moment moment) =>
                tensor.IsStatistic ? student.clone() : teacher.lerp(student, Part);
        }
        """;

    /// <summary>A mixing.</summary>
    public const string Halves = """
        /// <summary>The left part of each image, and the right one of a partner.</summary>
        [Component("halves", "Left and right")]
        public sealed record Halves : IMixing
        {
            public Mixed Mix(Tensor images, Rng random)
            {
                var width = images.shape[3];
                var cut = (int)(random.Shared(1).item<float>() * width);
                var partners = random.Permutation(images.shape[0]);
                var isOwn = arange(width, device: images.device).lt(cut);
                var mixed = where(isOwn, images, images.index_select(0, partners));
                return new(mixed, partners, full(images.shape[0], (double)cut / width, device: images.device));
            }
        }
        """;

    /// <summary>A loss and an attack that carry a state.</summary>
    public const string States = """
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

    /// <summary>An optimizer.</summary>
    public const string RmsSteps = """
        using System.ComponentModel.DataAnnotations;

        /// <summary>
        /// Steps along the gradient's root mean square, Tieleman and Hinton 2012.
        /// </summary>
        [Component("rms-steps", "RMSProp")]
        public sealed record RmsSteps([Range(0.0, 10.0)] double Lr = 1e-3, double Decay = 0.9) : IOptimizer
        {
            public IReadOnlyDictionary<string, Tensor> Start(Tensor parameter) =>
                new Dictionary<string, Tensor> { ["square"] = zeros_like(parameter), ["steps"] = zeros([], int64) };

            public void Move(Tensor parameter, Tensor gradient, IReadOnlyDictionary<string, Tensor> state, double rate)
            {
                var steps = state["steps"].add_(1).item<long>();
                var square = state["square"].mul_(Decay).addcmul_(gradient, gradient, 1 - Decay);
                var unbiased = square / (1 - Math.Pow(Decay, steps));
                parameter.addcdiv_(gradient, unbiased.sqrt().add_(1e-8), -rate);
            }
        }
        """;

    /// <summary>A learning rate.</summary>
    public const string StraightDown = """
        /// <summary>Falls in a straight line to nothing.</summary>
        [Component("straight-down", "A straight line to zero")]
        public sealed record StraightDown : ILearningRate
        {
            public double At(double lr, Moment moment) => lr * (1 - moment.EpochsDone / moment.Epochs);
        }
        """;

    /// <summary>Path and text of each file, in one folder.</summary>
    public static IEnumerable<(string Path, string Text)> InFolder(string folder) =>
        [
            ($"{folder}/Rows.cs", Rows),
            ($"{folder}/Norms.cs", Norms),
            ($"{folder}/Halfway.cs", Halfway),
            ($"{folder}/Halves.cs", Halves),
            ($"{folder}/States.cs", States),
            ($"{folder}/RmsSteps.cs", RmsSteps),
            ($"{folder}/StraightDown.cs", StraightDown),
        ];
}
