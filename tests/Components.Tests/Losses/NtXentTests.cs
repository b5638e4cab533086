using RoCL.Losses.NtXent;

namespace Components.Tests.Losses;

public sealed class NtXentTests
{
    private static readonly NtXent Loss = new(Temperature: 1);

    [Test]
    public void Two_images_at_right_angles_cost_what_a_pocket_calculator_says()
    {
        // Each row's positive has similarity 1, its two negatives 0: -ln(e / (e + 2)).
        var view = new Rng(new Seed(0), 2).Normal(2, 2) * 0 + eye(2);
        Assert.That(Loss.Of([view, view * 3]).data<float>().ToArray(), Is.All.EqualTo(0.551445).Within(1e-5));
    }

    [Test]
    public void A_lone_image_finds_its_view_at_once()
    {
        var random = new Rng(new Seed(0), 1);
        Assert.That(Loss.Of([random.Normal(1, 3), random.Normal(1, 3)]).item<float>(), Is.Zero);
    }

    [Test]
    public void The_authors_epsilon_changes_the_eighth_digit_and_bounds_the_loss()
    {
        var random = new Rng(new Seed(0), 8);
        var a = random.Normal(8, 4);
        var b = random.Normal(8, 4);
        Assert.That(Loss.Of([a, b]).allclose((Loss with { Epsilon = 1e-8 }).Of([a, b]), 1e-6));
        // A positive at the far side of a cold sphere: the textbook's loss is 2/τ, the authors' -ln
        // 1e-8.
        var cold = Loss with
        {
            Temperature = 0.02,
        };
        var far = cat([eye(2), -eye(2)]);
        Tensor[] views = [far, -far];
        Assert.That(cold.Of(views).min().item<float>(), Is.GreaterThan(90));
        Assert.That(
            (cold with { Epsilon = 1e-8 }).Of(views).data<float>().ToArray(),
            Is.All.EqualTo(-Math.Log(1e-8)).Within(1e-4)
        );
    }

    [Test]
    public void Detached_others_leave_the_loss_and_halve_what_pulls_two_views_of_one_image_together()
    {
        Tensor[] Gradient(NtXent loss)
        {
            var rows = new Rng(new Seed(0), 8).Normal(8, 3).requires_grad_();
            var value = loss.Of(rows.split(4)).mean();
            autograd.backward([value], inputs: [rows]);
            return [value.detach(), rows.grad!];
        }
        var full = Gradient(Loss);
        var oneSided = Gradient(Loss with { DetachOthers = true });
        Assert.That(full[0].item<float>(), Is.EqualTo(oneSided[0].item<float>()));
        Assert.That((oneSided[1].norm() / full[1].norm()).item<float>(), Is.InRange(0.35, 0.75));
    }

    private static IEnumerable<TestCaseData> Mistakes() =>
        [
            new TestCaseData("ROCL0301", Array.Empty<long[]>()),
            new TestCaseData(
                "ROCL0301",
                (long[][])
                    [
                        [4, 3],
                    ]
            ),
            new TestCaseData(
                "ROCL0302",
                (long[][])
                    [
                        [4, 3],
                        [4, 2],
                    ]
            ),
            new TestCaseData(
                "ROCL0302",
                (long[][])
                    [
                        [4, 3],
                        [4, 3],
                        [5, 3],
                    ]
            ),
            new TestCaseData(
                "ROCL0302",
                (long[][])
                    [
                        [4],
                        [4],
                    ]
            ),
            new TestCaseData(
                "ROCL0302",
                (long[][])
                    [
                        [4, 3, 1],
                        [4, 3, 1],
                    ]
            ),
        ];

    [TestCaseSource(nameof(Mistakes))]
    public void Views_that_cannot_be_compared_are_refused_before_any_native_call(string code, long[][] shapes)
    {
        var views = shapes.Select(shape => new Rng(new Seed(0), shape[0]).Normal(shape)).ToList();
        var refusal = Assert.Throws<ProblemException>(() => Loss.Of(views))!.Problem;
        Assert.That(refusal.Code, Is.EqualTo(code));
        Assert.That(
            refusal.What,
            code == "ROCL0302"
                ? Does.Contain($"[{string.Join(", ", shapes[0])}]")
                : Does.Contain($"{shapes.Length} views")
        );
    }

    [Test]
    public void A_recipe_has_to_give_it_two_views() =>
        Assert.That(((ILoss)Loss).Requirement, Is.EqualTo(new LossRequirement(Views: 2) { HonoursMixing = true }));

    [Test]
    public void The_one_sided_gradient_is_declared() =>
        Assert.That(
            (Loss with { DetachOthers = true }).Requirement,
            Is.EqualTo(new LossRequirement(Views: 2) { StopsGradient = true, HonoursMixing = true })
        );
}
