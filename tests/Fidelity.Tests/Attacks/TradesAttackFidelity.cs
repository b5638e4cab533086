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
    /// <summary>An attack by the figures of one file.</summary>
    private sealed record Trades(Golden Golden, AttackFromStart Attack, LInf Threat)
    {
        public static Trades Of(string name)
        {
            var golden = Golden.Open(name);
            var attack = new AttackFromStart(golden.Whole("iterations"), golden.Number("step"));
            return new(golden, attack, new LInf(golden.Number("epsilon")));
        }

        /// <summary>The attacked images.</summary>
        public Tensor Attacked(NetworkObjective objective, ScalarType type)
        {
            var images = Golden["images"].to(type);
            var scale = Golden.NumberIn("start", @"^images \+ (\S+) noise$");
            return Attack.From(images + scale * Golden["noise"].to(type), images, objective, Threat);
        }

        /// <summary>The divergence from the clean prediction.</summary>
        /// <param name="type">The precision.</param>
        /// <param name="noise">The errors of the network, if it is to have any.</param>
        public NetworkObjective Objective(ScalarType type, RoundingNoise? noise = null)
        {
            var network = AttackNetwork.Open(Golden.Network).In(type);
            var images = Golden["images"].to(type);
            if (noise is null)
                return Objective(network, network.Outputs(images), _ => 0);

            // Errors of their own for the clean images: two evaluations round differently.
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

        /// <summary>Where the probes end, in float64.</summary>
        public IReadOnlyList<Tensor> Probes() =>
            [.. RoundingNoise.All.Select(noise => Attacked(Objective(ScalarType.Float64, noise), ScalarType.Float64))];
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
        var probes = trades.Probes();
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
        var pixels = DecidedPixels.Among(exact, trades.Probes());
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
