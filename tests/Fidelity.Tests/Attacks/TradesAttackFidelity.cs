using Fidelity.Tests.Components;
using Fidelity.Tests.Networks;
using Fidelity.Tests.Reference;
using Fidelity.Tests.Rounding;
using RoCL.Core.Models;
using RoCL.Losses.Supervised;

namespace Fidelity.Tests.Attacks;

/// <summary>
/// The attack of TRADES on the divergence from the clean prediction, as its authors' code runs it.
/// </summary>
/// <remarks>
/// The attack begins a thousandth from where the divergence and its gradient are zero, so the first
/// gradients are differences of nearly equal probabilities, of which float32 has few digits. How
/// few depends on the processor and on the network: of 6272 golden pixels, 15 end elsewhere than
/// the reference's with one instruction set and 729 with another. Which pixels float32 can decide
/// is found by probes (<see cref="DecidedPixels"/>).
/// </remarks>
public sealed class TradesAttackFidelity
{
    // What is wrong moves nearly every pixel; few probes show that.
    private const int ProbesOfTheControl = 16;

    /// <summary>An attack by the figures of one file.</summary>
    private sealed record Trades(Golden Golden, AttackNetwork Network, AttackFromStart Attack, LInf Threat)
    {
        public static Trades Of(string name)
        {
            var golden = Golden.Open(name);
            return new(
                golden,
                AttackNetwork.Open(golden.Network),
                new AttackFromStart(golden.Whole("iterations"), golden.Number("step")),
                new LInf(golden.Number("epsilon"))
            );
        }

        /// <summary>The attacked images.</summary>
        public Tensor Attacked(NetworkObjective objective, ScalarType type)
        {
            var images = Golden["images"].to(type);
            var scale = Golden.NumberIn("start", @"^images \+ (\S+) noise$");
            return Attack.From(images + scale * Golden["noise"].to(type), images, objective, Threat);
        }

        /// <summary>The divergence from the clean prediction, in float32 or float64.</summary>
        public NetworkObjective Objective(ScalarType type)
        {
            var network = Network.In(type);
            return Objective(network, network.Outputs(Golden["images"].to(type)), _ => 0);
        }

        /// <summary>Where probes end, in float64.</summary>
        public IReadOnlyList<Tensor> Probes(int count)
        {
            var network = Network.In(ScalarType.Float64);
            var images = Golden["images"].to(ScalarType.Float64);
            return
            [
                .. RoundingNoise
                    .All.Take(count)
                    .Select(noise => Attacked(WithErrors(network, images, noise), ScalarType.Float64)),
            ];
        }

        // The clean images have errors of their own: two evaluations round differently.
        private NetworkObjective WithErrors(AttackNetwork network, Tensor images, RoundingNoise noise)
        {
            var clean = network.With((weight, value) => noise.On($"clean {weight}", value)).Outputs(images);
            return Objective(network.With(noise.On), clean, noise.OnLogits);
        }

        private NetworkObjective Objective(AttackNetwork network, Tensor clean, Func<Tensor, Tensor> error)
        {
            var count = Golden["images"].shape[0];
            return new(
                network.Outputs,
                logits => new KullbackLeibler().Of(new([clean, logits])) + error(logits),
                count,
                null,
                NetworkObjective.Nothing(count)
            );
        }
    }

    [GoldenFiles("trades")]
    public void The_attacked_images_agree_where_signs_are_decided(string name)
    {
        using var scope = NewDisposeScope();
        var trades = Trades.Of(name);
        var golden = trades.Golden["adversarial"];
        var ours = trades.Attacked(trades.Objective(ScalarType.Float32), ScalarType.Float32);
        var exactObjective = trades.Objective(ScalarType.Float64);
        var exact = trades.Attacked(exactObjective, ScalarType.Float64);
        var probes = trades.Probes(RoundingNoise.Probes);
        var pixels = DecidedPixels.Among(exact, probes);
        TestContext.Out.WriteLine(
            $"of {golden.numel()} pixels {Differing(ours, golden)} differ from the reference in float32 and "
                + $"{Differing(exact, golden)} in float64; {pixels.UndecidedShare:P1} are undecided"
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(pixels.Objections(ours, golden), Is.Empty, "float32");
            Assert.That(pixels.Objections(exact, golden), Is.Empty, "float64");
            Assert.That(trades.Threat.Contains(ours, trades.Golden["images"]), "the attacked images lie in the ball");
        }

        // The divergence that the attack reached agrees as far as the probes agree about it.
        double Divergence(Tensor attacked) =>
            exactObjective.Losses(attacked.to(ScalarType.Float64)).mean().item<double>();
        var reached = Divergence(exact);
        var farthest = probes.Max(probe => Math.Abs(Divergence(probe) - reached));
        Assert.That(Divergence(golden), Is.EqualTo(reached).Within(Math.Max(farthest, 1e-3 * reached)), "divergence");
    }

    /// <summary>
    /// The criterion has to find what rounding does not explain. The ball is small enough for every
    /// pixel that goes straight on to reach its end.
    /// </summary>
    [GoldenFiles("trades")]
    public void A_wrong_step_a_wrong_sign_and_a_missing_projection_are_not_taken_for_rounding(string name)
    {
        using var scope = NewDisposeScope();
        var file = Trades.Of(name);
        var step = file.Attack.Step;
        var trades = file with { Attack = file.Attack with { Iterations = 3 }, Threat = new LInf(1.5 * step) };
        var objective = trades.Objective(ScalarType.Float64);
        Tensor Attacked(Trades attack) => attack.Attacked(objective, ScalarType.Float64);
        var exact = Attacked(trades);
        var pixels = DecidedPixels.Among(exact, trades.Probes(ProbesOfTheControl));
        void NotTakenForRounding(Trades wrong, string what) =>
            Assert.That(pixels.Objections(Attacked(wrong), exact), Is.Not.Empty, what);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(pixels.Objections(exact, exact), Is.Empty, "the attack itself");
            NotTakenForRounding(trades with { Attack = trades.Attack with { Step = 1.01 * step } }, "a larger step");
            NotTakenForRounding(trades with { Attack = trades.Attack with { Step = -step } }, "the wrong sign");
            NotTakenForRounding(trades with { Attack = trades.Attack with { Iterations = 2 } }, "an iteration less");
            NotTakenForRounding(trades with { Threat = new LInf(1) }, "a missing projection");
            NotTakenForRounding(trades with { Threat = new LInf(1.51 * step) }, "a larger ball");
        }
    }

    private static long Differing(Tensor ours, Tensor golden) =>
        DecidedPixels.Differing(ours, golden).sum().item<long>();
}
