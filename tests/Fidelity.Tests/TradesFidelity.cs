using TorchSharp;
using RoCL.Losses.Supervised;

namespace Fidelity.Tests;

/// <summary>TRADES of its authors' code: the attack on the divergence, then the loss and its gradient in every weight.</summary>
public sealed class TradesFidelity
{
    private static IEnumerable<string> Files => Golden.Named("trades");

    [TestCaseSource(nameof(Files))]
    public void Loss_and_every_gradient_agree(string name)
    {
        var golden = Golden.Open(name);
        var weights = Golden.Open("attack_network");
        var parameters = golden.Names.Where(tensor => tensor.StartsWith("grad.", StringComparison.Ordinal)).ToDictionary(tensor => tensor, tensor => weights[tensor["grad.".Length..]].requires_grad_());
        Tensor[] views = [AttackNetwork.Logits(golden["images"], weights), AttackNetwork.Logits(golden["adversarial"], weights)];
        var loss = new Trades(golden.Number("beta")).Of(new(views) { Labels = golden["labels"] }).mean();
        loss.backward();
        Agreement.Relative(loss, golden["loss"], 1e-5, "loss");
        foreach (var (gradient, parameter) in parameters) Agreement.Relative(parameter.grad!, golden[gradient], 1e-5, gradient);
    }

    /// <summary>Pixels with a decided sign agree; of the others no more differ than between this attack in float32 and in float64.</summary>
    /// <remarks>
    /// The attack begins 0.001 from where the divergence and its gradient are zero, so the first gradients are differences of nearly equal
    /// probabilities, and float32 has few digits of them: one image of the shipped file has a largest gradient of 5e-8. A sign counts as
    /// undecided where the gradient in float64 is no larger than twice the rounding that float32 shows in that image at that step.
    /// </remarks>
    [TestCaseSource(nameof(Files))]
    public void The_attacked_images_agree_where_signs_are_decided(string name)
    {
        var golden = Golden.Open(name);
        var weights = Golden.Open("attack_network");
        var (images, threat) = (golden["images"], new LInf(golden.Number("epsilon")));
        var (objective, exact) = (Objective(images, weights, ScalarType.Float32), Objective(images, weights, ScalarType.Float64));

        // Pgd begins at the clean image or at a random point; here the start is given: 0.001 of the noise.
        var start = images + 0.001 * golden["noise"];
        var (moved, sharp, undecided) = (start, start.to(ScalarType.Float64), zeros_like(images, dtype: ScalarType.Bool));
        Tensor Step(Tensor x, Tensor gradient) => threat.Project(x + golden.Number("step") * threat.SteepestDirection(gradient), images.to(x.dtype));
        for (var step = 0; step < golden.Number("iterations"); step++)
        {
            var (gradient, truth) = (objective.At(moved).Gradient, exact.At(moved.to(ScalarType.Float64)).Gradient);
            var rounding = (gradient - truth).square().mean([1, 2, 3], keepdim: true).sqrt();
            undecided = undecided.logical_or(truth.abs().le(2 * rounding));
            (moved, sharp) = (Step(moved, gradient), Step(sharp, exact.At(sharp).Gradient));
        }
        long Count(Tensor pixels) => pixels.sum().item<long>();
        var (differing, rounded) = ((moved - golden["adversarial"]).abs().gt(1e-6), Count((moved - sharp).abs().gt(1e-6)));
        TestContext.Out.WriteLine($"of {images.numel()} pixels {Count(differing)} differ from the reference and {rounded} from float64; {Count(undecided)} had an undecided sign");
        Assert.That(Count(differing.logical_and(undecided.logical_not())), Is.Zero, "a pixel with a decided sign differs");
        Assert.That(Count(differing), Is.LessThanOrEqualTo(Math.Max(images.numel() / 1000, rounded)), "pixels that differ");
        Agreement.Relative(objective.Losses(moved).mean(), objective.Losses(golden["adversarial"]).mean(), 1e-3, "the divergence that the attack reached");
    }

    private static NetworkObjective Objective(Tensor images, Golden weights, ScalarType type)
    {
        var network = Network(weights).to(type);
        var clean = network.call(images.to(type)).detach();
        return new(network.call, logits => new KullbackLeibler().Of(new([clean, logits])), images.shape[0], null, NetworkObjective.Nothing(images.shape[0]));
    }

    // The attack network as modules, which can change their type.
    private static TorchSharp.Modules.Sequential Network(Golden weights)
    {
        (string, nn.Module<Tensor, Tensor>) Convolution(string name) => (name, nn.Conv2d(weights[$"{name}.weight"].shape[1], weights[$"{name}.weight"].shape[0], 4, stride: 2, padding: 1));
        (string, nn.Module<Tensor, Tensor>) Linear(string name) => (name, nn.Linear(weights[$"{name}.weight"].shape[1], weights[$"{name}.weight"].shape[0]));
        var network = nn.Sequential(
            Convolution("conv1"), ("relu1", nn.ReLU()), Convolution("conv2"), ("relu2", nn.ReLU()), ("flat", nn.Flatten()), Linear("fc1"), ("relu3", nn.ReLU()), Linear("fc2"));
        using var quiet = no_grad();
        foreach (var (name, mine) in network.state_dict()) mine.copy_(weights[name]);
        return network;
    }
}
