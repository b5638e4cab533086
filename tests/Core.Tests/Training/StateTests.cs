using RoCL.Core;
using RoCL.Core.Models;
using RoCL.Core.Plans;
using Shared.Toys;

namespace Core.Tests.Training;

/// <summary>States of losses and attacks: a part of the model, and nothing beside it.</summary>
public sealed class StateTests
{
    private const string Queue = "loss.1={\"use\":\"toy-queue\",\"views\":[\"adv\",\"b\"],\"weight\":0.1}";
    private const string Warm = "views.adv.attack=toy-warm";

    private static readonly string[] Variants =
    [
        "forward=shared",
        "train.microBatch=8",
        "loss.1.over=micro-batch",
        "forward=per-term",
        "loss.1.length={\"from\":24,\"to\":24}",
    ];

    [TestCaseSource(nameof(Variants))]
    public void A_training_cut_in_pieces_is_the_uninterrupted_one_to_the_bit(string variant)
    {
        string[] settings = [Queue, Warm, .. Micro(variant), variant];
        using var whole = new Toybox(settings);
        using var resumed = new Toybox([.. settings, "seed=1"]);
        Toybox.GoesOnToTheSameBits(whole, resumed);
    }

    [Test]
    public void The_state_is_a_part_of_the_model_by_stable_names_and_counts_its_bytes()
    {
        using var box = new Toybox(Queue, Warm);
        Assert.That(
            box.Model.State.Where(tensor => tensor.Key.StartsWith("state.", StringComparison.Ordinal))
                .Select(tensor => $"{tensor.Key} {tensor.Value.dtype} [{string.Join(", ", tensor.Value.shape)}]"),
            Is.EqualTo(
                new[]
                {
                    "state.loss.1.pointer Int64 []",
                    "state.loss.1.queue Float32 [24, 8]",
                    "state.views.adv.attack.perturbation Float16 [48, 1, 8, 8]",
                    "state.views.adv.attack.visits Byte [48]",
                }
            )
        );
        Assert.That(box.Model.StateBytes(), Is.EqualTo(8 + 24 * 8 * 4 + 48 * 64 * 2 + 48));
    }

    [Test]
    public void A_queue_holds_the_embeddings_of_the_last_steps()
    {
        using var box = new Toybox(Queue);
        using var other = new Toybox(Queue);
        Assert.That(other.State(), Is.EqualTo(box.State()).AsCollection, "it begins alike");
        var before = box.Copy();
        box.Train(steps: 1);
        Assert.That(box.Model.State["state.loss.1.pointer"].item<long>(), Is.EqualTo(16));
        var queue = box.Model.State["state.loss.1.queue"];
        Assert.That(queue[16..].equal(before["state.loss.1.queue"][16..]).all().item<bool>(), "a third is as it was");
        Assert.That(queue[..16].equal(before["state.loss.1.queue"][..16]).any().item<bool>(), Is.False);
        box.Train(first: 1, steps: 1);
        Assert.That(box.Model.State["state.loss.1.pointer"].item<long>(), Is.EqualTo(8));
    }

    [Test]
    public void An_attack_keeps_what_it_did_to_each_image_and_goes_on_from_there()
    {
        using var box = new Toybox(Warm);
        box.Train(steps: 2);
        var visited = box.Plan.StepAt(0).Images.Concat(box.Plan.StepAt(1).Images).Order().ToList();
        var visits = box.Model.State["state.views.adv.attack.visits"].data<byte>().ToArray();
        Assert.That(
            Enumerable.Range(0, 48).Where(image => visits[image] == 1).Select(image => (long)image),
            Is.EqualTo(visited)
        );
        var perturbation = box.Model.State["state.views.adv.attack.perturbation"].abs().amax([1, 2, 3]);
        Assert.That(perturbation[visited[0]].to(ScalarType.Float32).item<float>(), Is.EqualTo(0.02).Within(1e-4));
        box.Train(first: 2, steps: 4);
        Assert.That(
            box.Model.State["state.views.adv.attack.perturbation"].abs().max().to(ScalarType.Float32).item<float>(),
            Is.EqualTo(8 / 255.0).Within(1e-4),
            "two steps of 0.02 reach the border"
        );
    }

    [Test]
    public void An_objective_sees_the_state_of_the_term_with_the_same_loss_and_moves_none()
    {
        const string objective = "views.adv.maximise={\"use\":\"toy-queue\",\"views\":[\"adv\",\"b\"],\"length\":99}";
        using var box = new Toybox(Queue, objective);
        box.Train(steps: 1);
        Assert.That(box.Model.State["state.loss.1.pointer"].item<long>(), Is.EqualTo(16), "moved once, by the term");
        var problem = Refused(objective);
        Assert.That(
            (problem.Code, problem.Where),
            Is.EqualTo(("ROCL0378", "toy.json: views.adv.maximise (Shared/toy-queue 0.1.0)"))
        );
    }

    [Test]
    public void A_state_inside_another_component_is_refused_before_training()
    {
        var problem = Refused("evaluate=[{\"use\":\"toy-evaluation\",\"attack\":\"toy-warm\"}]");
        Assert.That(
            (problem.Code, problem.Where),
            Is.EqualTo(("ROCL0376", "toy.json: evaluate.0.attack (Shared/toy-warm 0.1.0)"))
        );
        Assert.That(CodeOf<ILoss>(new ToyNegatives(), loss => loss.Of(new LossInput([]))), Is.EqualTo("ROCL0376"));
        Assert.That(
            CodeOf<IAttack>(new ToyWarm(), attack => attack.Perturb(null!, null!, null!, null!)),
            Is.EqualTo("ROCL0376")
        );
    }

    [Test]
    public void A_batch_that_is_left_out_leaves_the_states_as_they_were()
    {
        using var box = new Toybox(
            Queue,
            Warm,
            "notFinite=skip",
            "loss.0={\"use\":\"toy-fault-loss\",\"kind\":\"nan\",\"views\":[\"a\",\"b\"]}"
        );
        var before = box.State();
        Assert.That(box.Train(steps: 1).Single().Skipped?.Code, Is.EqualTo("ROCL0320"));
        Assert.That(box.State(), Is.EqualTo(before).AsCollection);
    }

    [Test]
    public void An_optimizer_that_fails_leaves_the_states_as_they_were()
    {
        using var box = new Toybox(Queue, Warm, "optimizer.use=toy-fault-optimizer", "optimizer.kind=throw");
        var before = States(box);
        Assert.Throws<ProblemException>(() => box.Train(steps: 1));
        Assert.That(States(box), Is.EqualTo(before).AsCollection);
    }

    [Test]
    public void An_attack_gets_the_values_that_its_views_were_augmented_by_and_which_images_they_are()
    {
        using var box = new Toybox(
            "views.adv.attack=toy-drawn",
            "views.adv.perturb=[\"a\",\"b\"]",
            "views.adv.maximise.views=[\"adv.a\",\"adv.b\"]",
            "loss=[{\"use\":\"toy-distance\",\"views\":[\"adv.a\",\"adv.b\"]}]",
            "train.microBatch=4"
        );
        box.Train(steps: 1);
        var step = box.Plan.StepAt(0);
        var expected = step.RandomFor("b", 16, CPU).For("views.b.augment.0").Uniform(16, 1, 8, 8)[12..];
        Assert.That(ToyDrawn.Drawn, Has.Length.EqualTo(3));
        Assert.That(ToyDrawn.Drawn[1].equal(expected).all().item<bool>());
        Assert.That(
            ToyDrawn.Drawn[2].data<long>().ToArray(),
            Is.EqualTo(step.Images.Skip(12).Concat(step.Images.Skip(12)))
        );
    }

    [TestCase("eval")]
    [TestCase("train")]
    public void A_queue_of_a_teachers_keys_is_as_wide_as_these_and_asking_moves_no_statistics(string mode)
    {
        string[] teacher =
        [
            $"teachers.key={{\"use\":\"ema\",\"head\":\"projector\",\"momentum\":0.9,\"mode\":\"{mode}\"}}",
        ];
        using var without = new Toybox([.. teacher, "loss.1={\"use\":\"toy-distance\",\"views\":[\"adv\",\"b@key\"]}"]);
        using var box = new Toybox([
            .. teacher,
            "loss.1={\"use\":\"toy-queue\",\"views\":[\"adv\",\"b@key\"],\"weight\":0.1}",
        ]);
        Assert.That(
            box.State().Where(tensor => !tensor.Key.StartsWith("state.", StringComparison.Ordinal)),
            Is.EqualTo(without.State())
        );
        box.Train(steps: 1);
        Assert.That(box.Model.State["state.loss.1.queue"].shape, Is.EqualTo(new long[] { 24, 8 }));
    }

    [Test]
    public void A_step_leaves_no_native_tensor_behind()
    {
        using var box = new Toybox("train.epochs=20", Queue, Warm);
        Assert.That(box.LeftBySixSteps(), Is.Zero);
    }

    [Test]
    public void A_model_that_is_not_trained_has_no_states_and_takes_the_weights_all_the_same()
    {
        using var box = new Toybox(Queue, Warm);
        box.Train(steps: 1);
        using var frozen = Model.Build(box.Plan, CPU, keepsStates: false);
        Assert.That(frozen.Restore(box.Model.State, "there"), Is.InstanceOf<Result<int>.Ok>());
        Assert.That(frozen.StateBytes(), Is.Zero);
        Assert.That(Weights.HashOf(frozen), Is.EqualTo(Weights.HashOf(box.Model)), "a state is no weight");
    }

    private static string[] Micro(string variant) =>
        variant.StartsWith("loss.1.over", StringComparison.Ordinal) ? ["train.microBatch=8"] : [];

    private static string CodeOf<T>(T component, Func<T, Tensor> call) =>
        Assert.Throws<ProblemException>(() => call(component))!.Problem.Code;

    private static Problem Refused(params string[] settings)
    {
        var shelf = new ToyShelf();
        var bindings = shelf.Bind(ToyShelf.Read(ToyShelf.Rocl, settings));
        return Plan.Of(bindings, bindings.Data.Constant.Open(Split.Train)).Problems.Single();
    }

    private static Dictionary<string, string> States(Toybox box) =>
        box.State()
            .Where(tensor => tensor.Key.StartsWith("state.", StringComparison.Ordinal))
            .ToDictionary(tensor => tensor.Key, tensor => tensor.Value);
}
