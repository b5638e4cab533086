using RoCL.Core;
using RoCL.Core.Models;
using RoCL.Core.Recipes;
using Shared.Toys;

namespace Core.Tests.Training;

/// <summary>Teachers that follow the model that is trained.</summary>
public sealed class FollowingTeacherTests
{
    private const string Ema = "teachers.target={\"use\":\"ema\",\"momentum\":0.9,\"head\":\"projector\"}";
    private const string Distilled = "loss=[{\"use\":\"toy-distance\",\"views\":[\"a\",\"b@target\"]}]";
    private const string Weight = "encoder.conv1.weight";
    private const string Statistic = "encoder.bn1.running_mean";
    private const string Count = "encoder.bn1.num_batches_tracked";

    [Test]
    public void A_teacher_begins_as_the_student_and_its_tensors_are_saved()
    {
        using var box = new Toybox(Ema);
        var state = box.State();
        var ofTeacher = state
            .Keys.Where(name => name.StartsWith("teachers.target.", StringComparison.Ordinal))
            .ToList();
        Assert.That(ofTeacher, Does.Contain($"teachers.target.{Weight}"));
        Assert.That(ofTeacher, Does.Contain("teachers.target.heads.projector.weight"));
        foreach (var name in ofTeacher)
            Assert.That(state[name], Is.EqualTo(state[name["teachers.target.".Length..]]), name);
    }

    [Test]
    public void An_average_follows_parameters_and_statistics_and_copies_counts()
    {
        using var box = new Toybox(Ema);
        var start = box.Copy();
        box.Train(steps: 1);
        var state = box.Model.State;
        foreach (var name in new[] { Weight, Statistic, "heads.projector.weight" })
        {
            var expected = 0.9 * start[name] + 0.1 * state[name];
            Assert.That(state[$"teachers.target.{name}"].allclose(expected, rtol: 1e-5, atol: 1e-7), name);
            Assert.That(state[name].allclose(start[name], rtol: 1e-6), Is.False, "the student moved");
        }
        Assert.That(state[$"teachers.target.{Count}"].item<long>(), Is.EqualTo(state[Count].item<long>()));
        Assert.That(state[Count].item<long>(), Is.GreaterThan(0));
    }

    [Test]
    public void Statistics_may_be_copied()
    {
        using var box = new Toybox(Ema, "teachers.target.statistics=copy");
        box.Train(steps: 2);
        var state = box.State();
        Assert.That(state[$"teachers.target.{Statistic}"], Is.EqualTo(state[Statistic]));
        Assert.That(state[$"teachers.target.{Weight}"], Is.Not.EqualTo(state[Weight]));
    }

    [Test]
    public void The_start_stays_what_it_was_whatever_it_sees()
    {
        using var box = new Toybox(
            "teachers.target={\"use\":\"start\",\"head\":\"projector\",\"mode\":\"train\"}",
            Distilled
        );
        var before = box.State();
        box.Train(steps: 2);
        var after = box.State();
        Assert.That(after[Weight], Is.Not.EqualTo(before[Weight]));
        foreach (var name in before.Keys.Where(name => name.StartsWith("teachers.", StringComparison.Ordinal)))
            Assert.That(after[name], Is.EqualTo(before[name]), name);
    }

    [Test]
    public void A_term_sees_a_view_through_the_teacher_by_its_running_statistics_or_by_the_batchs()
    {
        foreach (var (mode, ofModel) in new[] { ("eval", Mode.Eval), ("train", Mode.Train) })
        {
            string[] settings = [Ema, Distilled, "views={\"a\":{},\"b\":{}}", $"teachers.target.mode={mode}"];
            using var box = new Toybox(settings);
            using var twin = new Toybox(settings);
            var images = twin.Images(0);
            // Before the first step, the teacher is the student.
            twin.Model.Enter(ofModel);
            var seen = twin.Model.Head("projector", twin.Model.Encode(images)).detach();
            twin.Model.Enter(Mode.Train);
            var expected = (twin.Model.Head("projector", twin.Model.Encode(images)) - seen).square().mean();
            Assert.That(box.Train(steps: 1)[0].Loss, Is.EqualTo(expected.item<float>()).Within(1e-6), mode);
        }
    }

    [Test]
    public void An_attack_on_the_teacher_has_its_gradient_and_weights_have_none()
    {
        foreach (var mode in new[] { "eval", "train" })
        {
            using var box = new Toybox(
                Ema,
                $"teachers.target.mode={mode}",
                "views.adv.attack=toy-witness",
                "views.adv.maximise={\"use\":\"toy-distance\",\"views\":[\"adv@target\",\"b@target\"]}"
            );
            box.Train(steps: 1);
            Assert.That(ToyWitness.Last.Gradient.abs().max().item<float>(), Is.GreaterThan(0), mode);
            Assert.That(
                box.Model.State.Where(named => named.Key.StartsWith("teachers.", StringComparison.Ordinal))
                    .Where(named => named.Value.requires_grad || named.Value.grad is not null),
                Is.Empty
            );
        }
    }

    [TestCase("eval")]
    [TestCase("train")]
    public void A_training_that_was_cut_goes_on_to_the_same_bits(string mode)
    {
        string[] settings =
        [
            Ema,
            "teachers.target.momentum={\"from\":0.5,\"to\":1,\"over\":\"training\",\"curve\":\"cosine\"}",
            $"teachers.target.mode={mode}",
            "views.adv.route=adv",
            "views.adv.maximise={\"use\":\"toy-distance\",\"views\":[\"adv\",\"b@target\",\"adv@target\"]}",
            "loss=[{\"use\":\"toy-distance\",\"views\":[\"a\",\"b@target\",\"adv\",\"adv@target\"]}]",
        ];
        using var whole = new Toybox(settings);
        using var resumed = new Toybox(settings);
        Toybox.GoesOnToTheSameBits(whole, resumed);
        Assert.That(whole.State().Keys, Does.Contain($"teachers.target.routes.adv.{Weight.Replace("conv1", "bn1")}"));
    }

    [Test]
    public void A_teacher_that_no_loss_sees_changes_no_digit_of_the_student()
    {
        using var plain = new Toybox();
        using var followed = new Toybox(Ema, "weights=ema");
        plain.Train();
        followed.Train();
        var state = followed.State();
        foreach (var (name, bytes) in plain.State())
            Assert.That(state[name], Is.EqualTo(bytes), name);
    }

    [Test]
    public void A_batch_that_is_left_out_leaves_the_teacher_as_it_was()
    {
        using var box = new Toybox(
            Ema,
            "teachers.target.mode=train",
            "notFinite=skip",
            "loss=[{\"use\":\"toy-distance\",\"views\":[\"a\",\"b@target\"]}]",
            "loss.1={\"use\":\"toy-fault-loss\",\"kind\":\"nan\",\"views\":[\"a\",\"b\"]}"
        );
        var before = box.State();
        Assert.That(box.Train(steps: 1)[0].Skipped, Is.Not.Null);
        Assert.That(box.State(), Is.EqualTo(before).AsCollection);
    }

    [Test]
    public void A_step_leaves_no_native_tensor_behind()
    {
        using var box = new Toybox(
            Ema,
            "train.epochs=20",
            "teachers.target.mode=train",
            "views.adv.maximise={\"use\":\"toy-distance\",\"views\":[\"adv\",\"b@target\",\"adv@target\"]}"
        );
        Assert.That(box.LeftBySixSteps(), Is.Zero);
    }

    [TestCase("throw", "ROCL0300", "The component threw InvalidOperationException: out of chalk.")]
    [TestCase("null", "ROCL0346", "")]
    [TestCase("disposed", "ROCL0346", "")]
    [TestCase("shape", "ROCL0183", "The teacher made encoder.conv1.weight Float32 on CPU [1] out of Float32 on CPU")]
    [TestCase("double", "ROCL0183", "The teacher made encoder.conv1.weight Float64 on CPU")]
    [TestCase("nan", "ROCL0184", "The teacher made encoder.conv1.weight not finite, and the student's is finite.")]
    [TestCase("disposes", "ROCL0185", "The teacher disposed of the tensor encoder.conv1.weight that it got.")]
    [TestCase("alias", "ROCL0186", "The teacher returned the student's own tensor encoder.conv1.weight")]
    public void A_fault_in_a_step_names_key_plugin_and_step(string kind, string code, string what)
    {
        using var box = new Toybox($"teachers.target={{\"use\":\"toy-fault-teacher\",\"kind\":\"{kind}\"}}");
        var problem = Assert.Throws<ProblemException>(() => box.Train(steps: 1))!.Problem;
        Assert.That(
            (problem.Code, problem.Where),
            Is.EqualTo((code, "toy.json: teachers.target (Shared/toy-fault-teacher 0.1.0), step 0"))
        );
        Assert.That(problem.What, Does.StartWith(what));
        Assert.That(box.Model.IsWhole, Is.False, "the student has moved");
    }

    [Test]
    public void What_a_teacher_writes_into_its_inputs_reaches_nobody()
    {
        using var sound = new Toybox("teachers.target=toy-fault-teacher");
        using var box = new Toybox("teachers.target={\"use\":\"toy-fault-teacher\",\"kind\":\"writes\"}");
        sound.Train(steps: 1);
        box.Train(steps: 1);
        Assert.That(box.State()[Weight], Is.EqualTo(sound.State()[Weight]));
    }

    [Test]
    public void The_average_of_another_architecture_is_refused_by_names_and_shapes()
    {
        using var saved = new Toybox(Ema);
        using var other = new Toybox("teachers.target={\"use\":\"ema\"}", "weights=ema");
        var before = other.State();
        var tensors = saved.Copy();
        tensors["teachers.target.encoder.conv1.weight"] = zeros(3, 2);
        var problem = ((Result<int>.Failed)other.Model.Restore(tensors, "runs/a")).Problems.Single();
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0187", "runs/a")));
        Assert.That(problem.What, Does.Contain("teachers.target.encoder.conv1.weight is [3, 2] in the file and [16"));
        Assert.That(problem.What, Does.Contain("teachers.target.heads.projector.bias [8] is not in the model"));
        Assert.That(other.State(), Is.EqualTo(before).AsCollection);
    }
}
