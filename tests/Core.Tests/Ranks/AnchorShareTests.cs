using RoCL.Core.Ranks;
using RoCL.Core.Training;
using Shared.Ranks;

namespace Core.Tests.Ranks;

/// <summary>Of which images a rank computes the loss, and what all find together.</summary>
public sealed class AnchorShareTests
{
    [TestCase(0, 12, "0+4 4+4 8+4")]
    [TestCase(0, 6, "0+4 4+2 none")]
    [TestCase(6, 6, "none 0+2 2+4")]
    [TestCase(4, 2, "none 0+2 none")]
    public void A_rank_takes_its_own_images_of_those_that_are_averaged(long from, long images, string expected)
    {
        var taken = ThreadRanks.Run(
            3,
            ranks =>
            {
                using var scope = NewDisposeScope();
                var loss = new Recording();
                new AnchorShare(ranks, isUsed: true).OwnPart(loss, Input(images), from, batch: 12);
                return loss.Taken;
            }
        );
        Assert.That(string.Join(' ', taken), Is.EqualTo(expected));
    }

    [Test]
    public void The_value_is_that_of_all_ranks_and_the_gradient_this_rank_s_part()
    {
        var found = ThreadRanks.Run(
            3,
            ranks =>
            {
                using var scope = NewDisposeScope();
                var share = new AnchorShare(ranks, isUsed: true);
                var weight = tensor(2f).requires_grad_();
                var value = share.Total(weight * (ranks.Rank + 1)) + share.OfWhole(6 * weight);
                value.backward();
                return (value.item<float>(), weight.grad!.item<float>());
            }
        );
        Assert.That(found, Is.EqualTo(new[] { (24f, 3f), (24f, 4f), (24f, 5f) }));
    }

    [Test]
    public void A_single_process_finds_every_loss_whole()
    {
        using var value = tensor(2f);
        Assert.That(new AnchorShare(SingleRank.Instance, isUsed: false).OfWhole(value), Is.SameAs(value));
    }

    private static LossInput Input(long images) => new([ones(images, 2)]);

    private sealed class Recording : IAnchoredLoss
    {
        public string Taken { get; private set; } = "none";

        public Tensor Of(LossInput input) => input.Outputs[0].sum(1);

        public Tensor Of(LossInput input, long from, long count)
        {
            Taken = $"{from}+{count}";
            return Of(input).narrow(0, from, count);
        }
    }
}
