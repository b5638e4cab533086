using RoCL.Core.Models;
using Shared.Toys;

namespace Core.Tests.Training;

/// <summary>
/// What stateful plugins must not do: each fault has its code, and nothing is lost.
/// </summary>
public sealed class StateGuardTests
{
    private const string Queue = "loss.1={\"use\":\"toy-queue\",\"views\":[\"adv\",\"b\"]}";

    [TestCase("shape", "ROCL0373", "The component made its state 'queue' Float32 [3] out of Float32 [24, 8].")]
    [TestCase("type", "ROCL0373", "The component made its state 'pointer' Int32 [] out of Int64 [].")]
    [TestCase(
        "names",
        "ROCL0373",
        "The component made a state of [more, pointer, queue] out of one of [pointer, queue]."
    )]
    [TestCase("unknown", "ROCL0373", "The state has no tensor of this name.")]
    [TestCase("rows", "ROCL0373", "Rows [2, 2] were to take the place of rows [2, 8].")]
    [TestCase("nan", "ROCL0374", "The component made its state 'queue' not finite.")]
    [TestCase("nan rows", "ROCL0374", "The component made its state 'queue' not finite.")]
    [TestCase("disposed", "ROCL0375", "The component's state 'queue' is null, or a disposed tensor.")]
    [TestCase("none", "ROCL0346", "The component returned null, or a disposed tensor.")]
    [TestCase("throw", "ROCL0300", "The component threw InvalidOperationException: out of ideas.")]
    public void A_fault_in_a_step_names_key_plugin_and_step_and_changes_nothing(string fault, string code, string what)
    {
        using var box = new Toybox(Queue, $"loss.1.fault={fault}");
        box.Train(steps: 1);
        var before = box.State();
        var problem = Assert.Throws<ProblemException>(() => box.Train(first: 1, steps: 1))!.Problem;
        Assert.That((problem.Code, problem.What), Is.EqualTo((code, what)));
        Assert.That(problem.Where, Does.StartWith("toy.json: loss.1 (Shared/toy-queue 0.1.0)").And.EndWith(", step 1"));
        Assert.That(box.State(), Is.EqualTo(before).AsCollection);
        Assert.That(box.Model.IsWhole);
    }

    [TestCase("nan", "ROCL0374")]
    [TestCase("leaves", "ROCL0333")]
    [TestCase("shape", "ROCL0373")]
    public void A_fault_of_an_attack_changes_nothing(string fault, string code)
    {
        using var box = new Toybox($"views.adv.attack={{\"use\":\"toy-warm\",\"fault\":\"{fault}\"}}");
        var before = box.State();
        var problem = Assert.Throws<ProblemException>(() => box.Train(steps: 1))!.Problem;
        Assert.That(problem.Code, Is.EqualTo(code));
        Assert.That(problem.Where, Does.StartWith("toy.json: views.adv.attack (Shared/toy-warm 0.1.0)"));
        Assert.That(box.State(), Is.EqualTo(before).AsCollection);
    }

    [TestCase("begin name", "ROCL0372")]
    [TestCase("begin disposed", "ROCL0372")]
    [TestCase("begin null", "ROCL0346")]
    public void A_state_that_cannot_be_saved_is_refused_before_training(string fault, string code) =>
        Assert.That(
            Assert.Throws<ProblemException>(() => new Toybox(Queue, $"loss.1.fault={fault}").Dispose())!.Problem.Code,
            Is.EqualTo(code)
        );

    [TestCase("loss.1.name=old", "state.loss.1.old [24, 8] is not in the model")]
    [TestCase("loss.1.length=8", "state.loss.1.queue is [8, 8] in the file and [24, 8] in the model")]
    [TestCase("loss.1=null", "state.loss.1.pointer [] is not in the file")]
    public void A_saved_state_of_another_form_is_refused_and_nothing_is_restored(string saved, string difference)
    {
        using var other = new Toybox(Queue, saved);
        using var box = new Toybox(Queue);
        var before = box.State();
        var problem = box.Model.Restore(other.Copy(), "runs/a").Problems.Single();
        Assert.That(
            (problem.Code, problem.Where),
            Is.EqualTo(("ROCL0377", "toy.json: loss.1 (Shared/toy-queue 0.1.0), runs/a"))
        );
        Assert.That(problem.What, Does.Contain(difference));
        Assert.That(box.State(), Is.EqualTo(before).AsCollection);
    }

    [Test]
    public void A_saved_state_of_another_type_is_refused_and_not_rounded()
    {
        using var box = new Toybox(Queue);
        var saved = box.Copy();
        saved["state.loss.1.queue"] = saved["state.loss.1.queue"].to(ScalarType.Float16);
        var problem = box.Model.Restore(saved, "runs/a").Problems.Single();
        Assert.That(problem.Code, Is.EqualTo("ROCL0377"));
        Assert.That(
            problem.What,
            Does.Contain("state.loss.1.queue is of type Float16 in the file and Float32 in the model")
        );
    }
}
