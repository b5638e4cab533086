using RoCL.Attacks.Gradient;
using RoCL.Augmentations.SimClr;
using RoCL.Core.Evaluation;
using RoCL.Evaluations.FineTuning;
using RoCL.Losses.NtXent;
using RoCL.Losses.Supervised;
using Shared.Toys;

namespace Components.Tests.Evaluations;

/// <summary>Fine-tuning an encoder that has something to train.</summary>
public sealed class FineTuningTests
{
    private static readonly Pgd Attack = new(Iterations: 5, RelativeStep: 0.4);

    private static readonly LInf Threat = new(0.1);

    private static readonly FineTuning Standard = new(
        Epochs: 12,
        Batch: 20,
        Rate: 0.05,
        TestAttack: Attack,
        Threats: [Threat]
    );

    private static readonly FineTuning Adversarial = Standard with { Attack = Attack, Threat = Threat };

    private static readonly FineTuning Besides = Adversarial with
    {
        Epochs = 2,
        SelfSupervised = new NtXent(),
        Views = [new HorizontalFlip(), new ColorJitter()],
    };

    private static IEnumerable<TestCaseData> Kinds =>
        [
            new TestCaseData(Standard).SetArgDisplayNames("standard"),
            new TestCaseData(Adversarial).SetArgDisplayNames("adversarial"),
            new TestCaseData(Adversarial with { Loss = new Trades() }).SetArgDisplayNames("trades"),
            new TestCaseData(Besides).SetArgDisplayNames("self-supervised"),
        ];

    private static Bench Bench(ToyHost? host = null) =>
        Toy.Bench(
            host,
            "encoder=toy-convolution",
            "loss.0.head=projector",
            """heads={"classifier":"toy-as-it-is","projector":{"use":"mlp","layers":[8,8]}}"""
        );

    [Test]
    public void Adversarial_training_holds_where_the_same_without_an_attack_is_lost()
    {
        var standard = (Standard with { Epochs = 4 }).Evaluate(Bench());
        var adversarial = (Adversarial with { Epochs = 4 }).Evaluate(Bench());
        Assert.That(Right(adversarial, 0), Is.GreaterThanOrEqualTo(Right(standard, 0)), "clean");
        Assert.That(Right(adversarial, 1), Is.GreaterThan(Right(standard, 1)), "attacked");
    }

    [TestCaseSource(nameof(Kinds))]
    public void The_trained_model_is_left_as_it_is_and_the_copy_is_trained(FineTuning kind)
    {
        var host = new ToyHost();
        var bench = Bench(host);
        var before = State(bench.Encoder());
        (kind with { Epochs = 1 }).Evaluate(bench);
        Assert.That(State(bench.Encoder()), Is.EqualTo(before));
        var trained = host.Find("network")!.Tensors;
        Assert.That(
            Values(trained["parameter.encoder.encoder.conv.weight"]),
            Is.Not.EqualTo(before.First(tensor => tensor.Name.EndsWith("conv.weight", StringComparison.Ordinal)).Values)
        );
        Assert.That(
            Values(trained["buffer.encoder.encoder.bn.running_mean"]),
            Is.Not.EqualTo(new float[16]),
            "it learns in train mode"
        );
    }

    [TestCaseSource(nameof(Kinds))]
    public void One_that_is_stopped_between_epochs_goes_on_to_the_same_weights(FineTuning kind)
    {
        kind = kind with { Epochs = 3 };
        var whole = new ToyHost();
        var stopped = new ToyHost { StopAfter = 1 };
        var result = kind.Evaluate(Bench(whole));
        Assert.Throws<OperationCanceledException>(() => kind.Evaluate(Bench(stopped)));
        var rest = stopped.GoingOn();
        Assert.That(
            kind.Evaluate(Bench(rest)).Conditions.Select(condition => condition.Correct),
            Is.EqualTo(result.Conditions.Select(condition => condition.Correct))
        );
        foreach (var (name, tensor) in whole.Find("network")!.Tensors)
            Assert.That(Values(rest.Find("network")!.Tensors[name]), Is.EqualTo(Values(tensor)), name);
        Assert.That(rest.Kept, Is.EqualTo(whole.Kept - 1));
    }

    [Test]
    public void An_attack_meets_the_network_in_eval_mode()
    {
        var met = 0;
        Once(
            new SpyAttack(
                (clean, objective) =>
                {
                    met++;
                    Assert.That(
                        objective.Outputs(clean[..1]).allclose(objective.Outputs(clean)[..1], atol: 1e-5),
                        "no image sees another"
                    );
                }
            )
        );
        Assert.That(met, Is.EqualTo(6), "two epochs of three steps");
    }

    [Test]
    public void Adversarial_training_raises_cross_entropy() =>
        Once(
            new SpyAttack(
                (clean, objective) =>
                    Assert.That(
                        objective
                            .Losses(clean)
                            .allclose(
                                nn.functional.cross_entropy(
                                    objective.Outputs(clean),
                                    objective.Labels!,
                                    reduction: nn.Reduction.None
                                )
                            )
                    )
            )
        );

    [Test]
    public void Trades_raises_the_divergence_as_kl_has_it()
    {
        var most = 0f;
        Once(
            new SpyAttack(
                (clean, objective) =>
                {
                    var moved = (clean + 0.1).clamp(0, 1);
                    var expected = new KullbackLeibler().Of(new([objective.Outputs(clean), objective.Outputs(moved)]));
                    Assert.That(objective.Losses(clean).abs().max().item<float>(), Is.LessThan(1e-6));
                    Assert.That(objective.Losses(moved).allclose(expected, atol: 1e-6));
                    most = Math.Max(most, expected.max().item<float>());
                }
            ),
            new Trades()
        );
        Assert.That(most, Is.GreaterThan(1e-4), "once the classifier is no longer zero, it has something to diverge");
    }

    [Test]
    public void What_the_attack_raises_can_be_said() =>
        Once(
            new SpyAttack(
                (clean, objective) => Assert.That(objective.Losses(clean).abs().max().item<float>(), Is.LessThan(1e-6))
            ),
            maximise: new KullbackLeibler()
        );

    [Test]
    public void The_self_supervised_attack_sees_embeddings_and_no_labels()
    {
        var seen = new List<(bool Labels, long Width)>();
        (
            Besides with
            {
                Attack = new SpyAttack(
                    (clean, objective) => seen.Add((objective.Labels is not null, objective.Outputs(clean).shape[1]))
                ),
                Epochs = 1,
                Batch = 60,
            }
        ).Evaluate(Bench());
        Assert.That(seen.Take(2), Is.EqualTo(new[] { (true, 3L), (false, 8L) }));
    }

    [Test]
    public void The_self_supervised_term_moves_the_head_by_its_weight()
    {
        var none = Moved(0);
        var one = Moved(1);
        var two = Moved(2);
        Assert.That(none.abs().max().item<float>(), Is.Zero);
        Assert.That(one.abs().max().item<float>(), Is.GreaterThan(1e-4));
        Assert.That(two.allclose(2 * one, rtol: 1e-3, atol: 1e-6));
    }

    // How far one step without decay moves the head's first layer.
    private static Tensor Moved(double weight)
    {
        var host = new ToyHost();
        var bench = Bench(host);
        (Besides with { Weight = weight, Epochs = 1, Batch = 60, WeightDecay = 0 }).Evaluate(bench);
        var before = bench.Head("projector").named_parameters().First();
        return host.Find("network")!.Tensors[$"parameter.head.{before.name}"] - before.parameter;
    }

    [Test]
    public void Its_protocol_says_what_was_done() =>
        Assert.That(
            (Besides with { Weight = 0.5 }).Evaluate(Bench()).Protocol,
            Is.EqualTo(
                "fine-tuning: the whole network by cross-entropy and 0.5 of nt-xent, 60 training images under "
                    + "PGD-5 (relativeStep 0.4) linf 0.1, 2 epochs of SGD; 30 test images"
            )
        );

    private static IEnumerable<TestCaseData> Mistakes =>
        [
            new TestCaseData(new FineTuning(new Trades()))
                .SetArgDisplayNames("a loss of two views and no attack")
                .Returns("ROCL0515"),
            new TestCaseData(new FineTuning(Attack: Attack))
                .SetArgDisplayNames("an attack and no threat")
                .Returns("ROCL0516"),
            new TestCaseData(new FineTuning(Threat: Threat))
                .SetArgDisplayNames("a threat and no attack")
                .Returns("ROCL0516"),
            new TestCaseData(Besides with { Head = "predictor" })
                .SetArgDisplayNames("no such head")
                .Returns("ROCL0511"),
        ];

    [TestCaseSource(nameof(Mistakes))]
    public string A_mistake_is_named_before_anything_is_trained(FineTuning mistaken)
    {
        var host = new ToyHost();
        var code = Assert.Throws<ProblemException>(() => mistaken.Evaluate(Bench(host)))!.Problem.Code;
        Assert.That(host.Kept, Is.Zero);
        return code;
    }

    private static void Once(IAttack attack, ILoss? loss = null, ILoss? maximise = null) =>
        new FineTuning(loss, attack, Threat, maximise, Epochs: 2, Batch: 20, TestAttack: new Fgsm()).Evaluate(Bench());

    private static int Right(EvaluationResult result, int condition) =>
        result.Conditions[condition].Correct.Count(correct => correct);

    private static List<(string Name, float[] Values)> State(nn.Module<Tensor, Tensor> network) =>
        [.. network.state_dict().Select(tensor => (tensor.Key, Values(tensor.Value)))];

    private static float[] Values(Tensor tensor) => tensor.to(ScalarType.Float32).contiguous().data<float>().ToArray();
}
