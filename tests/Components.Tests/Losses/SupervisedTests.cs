using RoCL.Losses.NtXent;
using RoCL.Losses.Supervised;

namespace Components.Tests.Losses;

public sealed class SupervisedTests
{
    private static readonly ILoss[] Losses =
    [
        new CrossEntropy(),
        new KullbackLeibler(),
        new Trades(),
        new SupervisedContrastive(),
    ];

    // Odds of 3 : 1 for the first class, of 1 : 1, of 1 : 3.
    private static Tensor Yes => Logits(Math.Log(3));
    private static Tensor Even => Logits(0);
    private static Tensor No => Logits(-Math.Log(3));

    [Test]
    public void Cross_entropy_of_odds_is_what_a_pocket_calculator_says()
    {
        Assert.That(Of(new CrossEntropy(), [0], Yes), Is.EqualTo(Math.Log(4.0 / 3)).Within(1e-6));
        Assert.That(Of(new CrossEntropy(), [1], Yes), Is.EqualTo(Math.Log(4)).Within(1e-6));
        Assert.That(
            Of(new CrossEntropy(), [1], Yes, Even, No),
            Is.EqualTo((Math.Log(4) + Math.Log(2) + Math.Log(4.0 / 3)) / 3).Within(1e-6)
        );
    }

    [Test]
    public void The_divergence_is_taken_from_the_first_view_to_the_second()
    {
        // 3/4 ln(3/4 : 1/2) + 1/4 ln(1/4 : 1/2), and the other way 1/2 ln(1/2 : 3/4) + 1/2 ln(1/2 :
        // 1/4).
        Assert.That(Of(new KullbackLeibler(), [0], Yes, Even), Is.EqualTo(0.130812).Within(1e-6));
        Assert.That(Of(new KullbackLeibler(), [0], Even, Yes), Is.EqualTo(0.143841).Within(1e-6));
        Assert.That(Of(new KullbackLeibler(), [0], Yes, Yes), Is.Zero);
    }

    [Test]
    public void TRADES_adds_beta_divergences_to_the_clean_cross_entropy()
    {
        Assert.That(Of(new Trades(), [0], Yes, Even), Is.EqualTo(Math.Log(4.0 / 3) + 6 * 0.130812).Within(1e-5));
        Assert.That(Of(new Trades(Beta: 0), [0], Yes, No), Is.EqualTo(Math.Log(4.0 / 3)).Within(1e-6));
    }

    [Test]
    public void The_batch_has_the_loss_of_the_reference_functions()
    {
        var clean = new Rng(new Seed(1), 6).Normal(6, 4);
        var moved = new Rng(new Seed(2), 6).Normal(6, 4);
        var labels = tensor(new long[] { 0, 3, 1, 1, 2, 0 });
        var entropy = nn.functional.cross_entropy(clean, labels);
        var divergence =
            nn.functional.kl_div(moved.log_softmax(1), clean.softmax(1), log_target: false, nn.Reduction.Sum) / 6;
        Tensor Mean(ILoss loss, params Tensor[] views) => loss.Of(new(views) { Labels = labels }).mean();
        Assert.That(Mean(new CrossEntropy(), clean).allclose(entropy, 1e-5));
        Assert.That(Mean(new KullbackLeibler(), clean, moved).allclose(divergence, 1e-5));
        Assert.That(Mean(new Trades(), clean, moved).allclose(entropy + 6 * divergence, 1e-5));
    }

    [Test]
    public void The_attack_of_TRADES_is_flat_at_the_clean_image_and_takes_the_clean_side_as_constant()
    {
        var clean = Yes.clone().requires_grad_();
        var moved = Yes.clone().requires_grad_();
        autograd.backward([new KullbackLeibler().Of(new([clean, moved])).sum()], inputs: [moved]);
        Assert.That(moved.grad!.abs().max().item<float>(), Is.LessThan(1e-6));
        Assert.That(new KullbackLeibler().Of(new([clean, Even])).requires_grad, Is.False);
    }

    [Test]
    public void One_class_at_right_angles_to_another_costs_what_a_pocket_calculator_says()
    {
        // Two images of class 0 along one axis, one of class 1 along the other: -ln(e / (e + 1))
        // for the two, nothing to find for the third.
        var losses = new SupervisedContrastive(Temperature: 1).Of(
            new([
                tensor(
                    new float[,]
                    {
                        { 1, 0 },
                        { 2, 0 },
                        { 0, 3 },
                    }
                ),
            ])
            {
                Labels = tensor(new long[] { 0, 0, 1 }),
            }
        );
        Assert.That(losses.data<float>().ToArray(), Is.EqualTo(new[] { 0.313262, 0.313262, 0 }).Within(1e-5));
    }

    [TestCase(2)]
    [TestCase(3)]
    public void With_a_class_for_each_image_it_is_NT_Xent(int views)
    {
        var embeddings = Enumerable.Range(0, views).Select(v => new Rng(new Seed(v), 5).Normal(5, 3)).ToArray();
        var ours = new SupervisedContrastive(0.5).Of(new(embeddings) { Labels = arange(5, ScalarType.Int64) });
        Assert.That(
            ours.allclose(new NtXent(0.5).Of(embeddings) / (views - 1), 1e-4, 1e-5),
            "NT-Xent adds over the other views, this takes their mean"
        );
    }

    [Test]
    public void Equal_rows_cost_the_logarithm_of_how_many_others_there_are_and_the_base_temperature_scales_it()
    {
        var input = new LossInput([ones(4, 3), ones(4, 3)]) { Labels = tensor(new long[] { 0, 1, 0, 2 }) };
        Assert.That(
            new SupervisedContrastive(0.2).Of(input).data<float>().ToArray(),
            Is.All.EqualTo(Math.Log(7)).Within(1e-5)
        );
        Assert.That(
            new SupervisedContrastive(0.2, 0.1).Of(input).data<float>().ToArray(),
            Is.All.EqualTo(2 * Math.Log(7)).Within(1e-5)
        );
    }

    [Test]
    public void What_each_needs_is_known_before_the_first_step() =>
        Assert.That(
            Losses.Select(loss => loss.Requirement),
            Is.EqualTo(
                new LossRequirement[]
                {
                    new(Labels: true) { HonoursMixing = true },
                    new(Views: 2) { StopsGradient = true, HonoursMixing = true },
                    new(Views: 2, Labels: true) { HonoursMixing = true, SeparatePasses = true },
                    new(Labels: true),
                }
            )
        );

    [Test]
    public void What_cannot_be_computed_is_refused_before_any_native_call([ValueSource(nameof(Losses))] ILoss loss)
    {
        var good = zeros(4, 3);
        var labels = tensor(new long[] { 0, 1, 2, 0 });
        string Code(Tensor? labels, params Tensor[] views) =>
            Assert.Throws<ProblemException>(() => loss.Of(new(views) { Labels = labels }))!.Problem.Code;
        Assert.That(Code(labels), Is.EqualTo("ROCL0301"));
        Assert.That(Code(labels, good, zeros(4, 2)), Is.EqualTo("ROCL0302"));
        Assert.That(Code(labels, zeros(4), zeros(4)), Is.EqualTo("ROCL0302"));
        if (loss is Trades or KullbackLeibler)
            Assert.That(Code(labels, good, good, good), Is.EqualTo("ROCL0301"));
        if (!loss.Requirement.Labels)
            return;
        foreach (
            var wrong in new[] { null, labels.to(ScalarType.Float32), labels.narrow(0, 0, 3), labels.unsqueeze(1) }
        )
        {
            Assert.That(Code(wrong, good, good), Is.EqualTo("ROCL0306"));
        }

        if (loss is SupervisedContrastive)
            return;
        foreach (var wrong in new[] { labels + 1, labels - 1 })
            Assert.That(Code(wrong, good, good), Is.EqualTo("ROCL0307"));
    }

    [Test]
    public void A_class_without_a_logit_is_named_beside_how_many_there_are() =>
        Assert.That(
            Assert
                .Throws<ProblemException>(() =>
                    new CrossEntropy().Of(new([zeros(2, 3)]) { Labels = tensor(new long[] { 1, 9 }) })
                )!
                .Problem.What,
            Does.Contain("from 1 to 9").And.Contain("3 logits")
        );

    private static Tensor Logits(double first) =>
        new Rng(new Seed(0), 1).Normal(1, 2) * 0
        + tensor(
            new[,]
            {
                { (float)first, 0 },
            }
        );

    private static float Of(ILoss loss, long[] labels, params Tensor[] views) =>
        loss.Of(new(views) { Labels = tensor(labels) }).item<float>();
}
