using RoCL.Attacks.Gradient;
using RoCL.Core.Models;

namespace Fidelity.Tests.Networks;

/// <summary>
/// The golden attacks are compared by way of a search for taps; it has to distinguish a right
/// gradient from one that lacks some.
/// </summary>
public sealed class ReferenceConvolutionTests
{
    private const int Images = 6;

    [TestCase(1, 1, 1, 1, 1, 1, 1, 1, 1)]
    [TestCase(1, 0, 0, 0, 0, 1, 1, 1, 1)]
    [TestCase(0, 1, 1, 1, 1, 1, 1, 1, 0)]
    public void The_taps_of_an_attack_are_found_and_no_others_lead_to_its_pixels(params int[] taps)
    {
        var random = new Rng(new Seed(5), Images);
        var images = random.Uniform(Images, 3, 10, 10);
        var objective = Objective(arange(Images, dtype: ScalarType.Int64));
        var threat = new LInf(8 / 255.0);
        Tensor Attacked() => new Pgd(20, 0.007, RandomStart: false).Perturb(images, objective, threat, random);

        var attacked = ReferenceConvolution.WithTaps(tensor(taps, ScalarType.Float32), Attacked);
        var push = (attacked - images).sign() * (attacked - images).abs().gt(0.031);
        var found = KernelTaps.Find(attacked, push, objective);
        Assert.That(found.Kept.data<float>().ToArray(), Is.EqualTo(taps));
        Assert.That(found.Opposed, Is.LessThan(0.03));
        Assert.That(Attacked().sub(attacked).abs().gt(1e-6).any().item<bool>(), Is.EqualTo(taps.Contains(0)));
    }

    private static NetworkObjective Objective(Tensor labels)
    {
        var encoder = new TinyNetwork(8, 16).Build(new(3, 10, 10));
        using (no_grad())
        {
            foreach (var parameter in encoder.parameters())
            {
                var noise = new Rng(new Seed(5).For("weights"), parameter.shape[0]).Normal(parameter.shape);
                parameter.copy_(0.3 * noise + (parameter.dim() == 1 ? 1 : 0));
            }
        }

        encoder.eval();
        return new(
            images => encoder.call(Layout.ChannelsLast(images)),
            logits => nn.functional.cross_entropy(logits, labels, reduction: nn.Reduction.None),
            Images,
            labels,
            NetworkObjective.Nothing(Images)
        );
    }
}
