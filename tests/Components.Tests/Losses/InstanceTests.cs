using RoCL.Losses.Instance;

namespace Components.Tests.Losses;

public sealed class InstanceTests
{
    private static readonly IContrastiveLoss[] Losses = [new MeanSquared(), new MeanAbsolute(), new Cosine()];

    [Test]
    public void Three_and_four_apart_cost_what_a_pocket_calculator_says()
    {
        Tensor[] views = [Rows(1, 2), Rows(4, -2)];
        Assert.That(new MeanSquared().Of(views).item<float>(), Is.EqualTo(12.5));
        Assert.That(new MeanAbsolute().Of(views).item<float>(), Is.EqualTo(3.5));
        Assert.That(
            new Cosine().Of(views).item<float>(),
            Is.EqualTo(1).Within(1e-6),
            "1 · 4 - 2 · 2 = 0: at right angles"
        );
        Assert.That(new Cosine().Of([Rows(3, 4), Rows(-6, -8)]).item<float>(), Is.EqualTo(2).Within(1e-6));
    }

    [Test]
    public void The_batch_has_the_loss_of_the_authors_functions()
    {
        var one = new Rng(new Seed(1), 6).Normal(6, 4);
        var other = new Rng(new Seed(2), 6).Normal(6, 4);
        Assert.That(new MeanSquared().Of([one, other]).mean().allclose(nn.functional.mse_loss(one, other), 1e-5));
        Assert.That(new MeanAbsolute().Of([one, other]).mean().allclose(nn.functional.l1_loss(one, other), 1e-5));
        var lengths = one.norm(1) * other.norm(1);
        Assert.That(
            new Cosine().Of([one, other]).mean().allclose(1 - ((one * other).sum(1) / lengths).sum() / 6, 1e-5)
        );
    }

    [Test]
    public void Equal_views_cost_nothing_and_their_order_is_all_the_same(
        [ValueSource(nameof(Losses))] IContrastiveLoss loss
    )
    {
        var one = new Rng(new Seed(1), 6).Normal(6, 4);
        var other = new Rng(new Seed(2), 6).Normal(6, 4);
        Assert.That(loss.Of([one, one]).abs().max().item<float>(), Is.LessThan(1e-6));
        Assert.That(loss.Of([one, other]).allclose(loss.Of([other, one])));
    }

    [Test]
    public void What_cannot_be_compared_is_refused_before_any_native_call(
        [ValueSource(nameof(Losses))] IContrastiveLoss loss
    )
    {
        string Code(params Tensor[] views) => Assert.Throws<ProblemException>(() => loss.Of(views))!.Problem.Code;
        Assert.That(
            new[] { Code(), Code(zeros(4, 3)), Code(zeros(4, 3), zeros(4, 3), zeros(4, 3)) },
            Is.All.EqualTo("ROCL0301")
        );
        Assert.That(
            new[] { Code(zeros(4, 3), zeros(4, 2)), Code(zeros(4), zeros(4)), Code(zeros(4, 3), zeros(1, 3)) },
            Is.All.EqualTo("ROCL0302")
        );
        Assert.That(loss.Requirement, Is.EqualTo(new LossRequirement(Views: 2)));
    }

    private static Tensor Rows(float x, float y) =>
        new Rng(new Seed(0), 1).Normal(1, 2) * 0
        + tensor(
            new[,]
            {
                { x, y },
            }
        );
}
