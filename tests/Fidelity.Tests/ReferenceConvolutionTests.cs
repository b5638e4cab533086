using RoCL.Attacks.Gradient;
using RoCL.Core.Models;

namespace Fidelity.Tests;

/// <summary>
/// What the golden attacks are compared through must itself be able to tell a right gradient from a
/// lacking one.
/// </summary>
public sealed class ReferenceConvolutionTests
{
    [TestCase(1, 1, 1, 1, 1, 1, 1, 1, 1)]
    [TestCase(1, 0, 0, 0, 0, 1, 1, 1, 1)]
    [TestCase(0, 1, 1, 1, 1, 1, 1, 1, 0)]
    public void The_taps_behind_an_attack_are_found_and_no_others_lead_to_its_pixels(params int[] taps)
    {
        var random = new Rng(new Seed(5), 6);
        var (images, labels, kept) = (
            random.Uniform(6, 3, 10, 10),
            arange(6, dtype: ScalarType.Int64),
            tensor(taps, ScalarType.Float32)
        );
        using var encoder = new TinyNetwork().Build(new(3, 10, 10));
        using (no_grad())
        {
            foreach (var parameter in encoder.parameters())
            {
                parameter.copy_(
                    0.3 * new Rng(new Seed(5).For("weights"), parameter.shape[0]).Normal(parameter.shape)
                        + (parameter.dim() == 1 ? 1 : 0)
                );
            }
        }

        encoder.eval();
        var objective = new NetworkObjective(
            x => encoder.call(Layout.ChannelsLast(x)),
            logits => nn.functional.cross_entropy(logits, labels, reduction: nn.Reduction.None),
            6,
            labels,
            NetworkObjective.Nothing(6)
        );
        Tensor Attacked() =>
            new Pgd(20, 0.007, RandomStart: false).Perturb(images, objective, new LInf(8 / 255.0), random);

        var attacked = ReferenceConvolution.With(kept, Attacked);
        var push = (attacked - images).sign() * (attacked - images).abs().gt(0.031);
        var found = ReferenceConvolution.Behind(attacked, push, objective);
        Assert.That(found.Kept.data<float>().ToArray(), Is.EqualTo(taps));
        Assert.That(found.Against, Is.LessThan(0.03));
        Assert.That(Attacked().sub(attacked).abs().gt(1e-6).any().item<bool>(), Is.EqualTo(taps.Contains(0)));
    }
}
