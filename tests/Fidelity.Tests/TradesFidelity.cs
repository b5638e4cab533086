using RoCL.Core.Models;
using RoCL.Losses.Supervised;
using TorchSharp;

namespace Fidelity.Tests;

/// <summary>
/// TRADES of its authors' code: the attack on the divergence, then the loss and its gradient in
/// every weight.
/// </summary>
public sealed class TradesFidelity
{
    private static IEnumerable<string> Files => Golden.Named("trades");

    [TestCaseSource(nameof(Files))]
    public void Loss_and_every_gradient_agree(string name)
    {
        var golden = Golden.Open(name);
        var weights = Golden.Open("attack_network");
        var parameters = golden
            .Names.Where(tensor => tensor.StartsWith("grad.", StringComparison.Ordinal))
            .ToDictionary(tensor => tensor, tensor => weights[tensor["grad.".Length..]].requires_grad_());
        Tensor[] views =
        [
            AttackNetwork.Logits(golden["images"], weights),
            AttackNetwork.Logits(golden["adversarial"], weights),
        ];
        var loss = new Trades(golden.Number("beta")).Of(new(views) { Labels = golden["labels"] }).mean();
        loss.backward();
        Agreement.Relative(loss, golden["loss"], 1e-5, "loss");
        foreach (var (gradient, parameter) in parameters)
            Agreement.Relative(parameter.grad!, golden[gradient], 1e-5, gradient);
    }

    /// <summary>
    /// Pixels with a decided sign agree, in float32 and in float64; the others are few in float64,
    /// and of no weight.
    /// </summary>
    /// <remarks>
    /// The attack begins 0.001 from where the divergence and its gradient are zero, so the first
    /// gradients are differences of nearly equal probabilities, and float32 has few digits of them,
    /// how few depends on the processor: of 6272 pixels 15 end elsewhere than the reference's by
    /// AVX2, and 729 by AVX-512. A sign counts as undecided where the gradient in float64 is no
    /// larger than twice the rounding that float32 shows in that image at that step, or where the
    /// signs in float32, in float64, and in float64 on its own path disagree. All three are ours: a
    /// mistake in the method hides nothing.
    /// </remarks>
    [TestCaseSource(nameof(Files))]
    public void The_attacked_images_agree_where_signs_are_decided(string name)
    {
        var golden = Golden.Open(name);
        var weights = Golden.Open("attack_network");
        var (images, threat) = (golden["images"], new LInf(golden.Number("epsilon")));
        var (objective, exact) = (
            Objective(images, weights, ScalarType.Float32),
            Objective(images, weights, ScalarType.Float64)
        );

        // Pgd begins at the clean image or at a random point; here the start is given: 0.001 of the
        // noise.
        var start = images + 0.001 * golden["noise"];
        var (moved, sharp, undecided) = (
            start,
            start.to(ScalarType.Float64),
            zeros_like(images, dtype: ScalarType.Bool)
        );
        Tensor Step(Tensor x, Tensor gradient) =>
            threat.Project(x + golden.Number("step") * threat.SteepestDirection(gradient), images.to(x.dtype));
        for (var step = 0; step < golden.Number("iterations"); step++)
        {
            var (gradient, truth, other) = (
                objective.At(moved).Gradient,
                exact.At(moved.to(ScalarType.Float64)).Gradient,
                exact.At(sharp).Gradient
            );
            var rounding = (gradient - truth).square().mean([1, 2, 3], keepdim: true).sqrt();
            undecided = undecided
                .logical_or(truth.abs().le(2 * rounding))
                .logical_or((gradient * truth).le(0))
                .logical_or((truth * other).le(0));
            (moved, sharp) = (Step(moved, gradient), Step(sharp, other));
        }
        Tensor Differing(Tensor ours) => (ours - golden["adversarial"]).abs().gt(1e-6);
        static long Count(Tensor pixels) => pixels.sum().item<long>();
        TestContext.Out.WriteLine(
            $"of {images.numel()} pixels {Count(Differing(moved))} differ from the reference in float32 and {Count(Differing(sharp))} in float64; {Count(undecided)} had an undecided sign"
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                Count(Differing(moved).logical_and(undecided.logical_not())),
                Is.Zero,
                "a pixel with a decided sign differs in float32"
            );
            Assert.That(
                Count(Differing(sharp).logical_and(undecided.logical_not())),
                Is.Zero,
                "a pixel with a decided sign differs in float64"
            );
            Assert.That(Count(undecided), Is.LessThan(images.numel() / 3), "pixels of undecided sign");
            Assert.That(
                Count(Differing(sharp)),
                Is.LessThan(images.numel() / 50),
                "pixels that the reference's own rounding moved"
            );
        }
        Agreement.Relative(
            exact.Losses(sharp).mean(),
            exact.Losses(golden["adversarial"].to(ScalarType.Float64)).mean(),
            1e-3,
            "the divergence that the attack reached"
        );
    }

    private static NetworkObjective Objective(Tensor images, Golden weights, ScalarType type)
    {
        var network = Network(weights).to(type);
        var clean = network.call(images.to(type)).detach();
        return new(
            network.call,
            logits => new KullbackLeibler().Of(new([clean, logits])),
            images.shape[0],
            null,
            NetworkObjective.Nothing(images.shape[0])
        );
    }

    // The attack network as modules, which can change their type.
    private static TorchSharp.Modules.Sequential Network(Golden weights)
    {
        (string, nn.Module<Tensor, Tensor>) Convolution(string name) =>
            (
                name,
                nn.Conv2d(
                    weights[$"{name}.weight"].shape[1],
                    weights[$"{name}.weight"].shape[0],
                    4,
                    stride: 2,
                    padding: 1
                )
            );
        (string, nn.Module<Tensor, Tensor>) Linear(string name) =>
            (name, nn.Linear(weights[$"{name}.weight"].shape[1], weights[$"{name}.weight"].shape[0]));
        var network = nn.Sequential(
            Convolution("conv1"),
            ("relu1", nn.ReLU()),
            Convolution("conv2"),
            ("relu2", nn.ReLU()),
            ("flat", nn.Flatten()),
            Linear("fc1"),
            ("relu3", nn.ReLU()),
            Linear("fc2")
        );
        using var quiet = no_grad();
        foreach (var (name, mine) in network.state_dict())
            mine.copy_(weights[name]);
        return network;
    }
}
