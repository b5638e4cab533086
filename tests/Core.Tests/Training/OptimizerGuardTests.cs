using RoCL.Core;
using RoCL.Core.Models;
using Shared.Toys;

namespace Core.Tests.Training;

/// <summary>
/// What optimizers and learning rates of plugins must not do: each fault has its code.
/// </summary>
public sealed class OptimizerGuardTests
{
    private static readonly string[] TwoViews =
    [
        "views={\"a\":{\"augment\":[\"toy-noise\"]},\"b\":{\"augment\":[\"toy-noise\"]}}",
        "loss=[{\"use\":\"toy-distance\",\"views\":[\"a\",\"b\"]}]",
    ];

    [TestCase("throw", "ROCL0300", "The component threw InvalidOperationException: out of ideas.")]
    [TestCase("nan", "ROCL0380", "The optimizer made the parameter heads.projector.weight not finite.")]
    [TestCase(
        "state-nan",
        "ROCL0381",
        "The optimizer made its state 'memory' of the parameter heads.projector.weight not finite."
    )]
    [TestCase(
        "shape",
        "ROCL0382",
        "The optimizer made its state 'memory' Float32 on CPU [1] out of Float32 on CPU [8, 16]."
    )]
    [TestCase("dispose", "ROCL0383", "The optimizer disposed of its state 'memory'.")]
    [TestCase("dispose-gradient", "ROCL0383", "The optimizer disposed of the gradient.")]
    public void A_fault_in_a_step_names_key_plugin_and_step(string kind, string code, string what)
    {
        using var box = new Toybox("optimizer.use=toy-fault-optimizer", $"optimizer.kind={kind}");
        var statistics = Statistics(box);
        var problem = Assert.Throws<ProblemException>(() => box.Train(steps: 1))!.Problem;
        Assert.That(
            (problem.Code, problem.Where, problem.What),
            Is.EqualTo((code, "toy.json: optimizer (Shared/toy-fault-optimizer 0.1.0), step 0", what))
        );
        Assert.That(box.Model.IsWhole, Is.False, "a part of the parameters has moved");
        Assert.That(Statistics(box), Is.EqualTo(statistics).AsCollection, "running statistics are as before");
    }

    [TestCase("start-name")]
    [TestCase("start-disposed")]
    [TestCase("start-gradient")]
    public void A_state_that_cannot_be_saved_is_refused_before_training(string kind) =>
        Assert.That(CodeOf("optimizer.use=toy-fault-optimizer", $"optimizer.kind={kind}"), Is.EqualTo("ROCL0384"));

    [Test]
    public void No_state_at_all_is_refused_before_training() =>
        Assert.That(CodeOf("optimizer.use=toy-fault-optimizer", "optimizer.kind=start-null"), Is.EqualTo("ROCL0346"));

    [TestCase("nan", "The learning rate of step 1 is NaN, and no finite number of 0 or above.")]
    [TestCase("infinite", "The learning rate of step 1 is Infinity, and no finite number of 0 or above.")]
    [TestCase("negative", "The learning rate of step 1 is -0.05, and no finite number of 0 or above.")]
    public void A_rate_that_is_none_is_refused_before_its_step(string kind, string what)
    {
        using var box = new Toybox("learningRate.use=toy-fault-rate", $"learningRate.kind={kind}");
        box.Train(steps: 1);
        var before = box.State();
        var problem = Assert.Throws<ProblemException>(() => box.Train(first: 1, steps: 1))!.Problem;
        Assert.That(
            (problem.Code, problem.Where, problem.What),
            Is.EqualTo(("ROCL0386", "toy.json: learningRate (Shared/toy-fault-rate 0.1.0), step 1", what))
        );
        Assert.That(box.State(), Is.EqualTo(before).AsCollection);
        Assert.That(box.Model.IsWhole);
    }

    [Test]
    public void A_rate_that_throws_is_named()
    {
        using var box = new Toybox("learningRate.use=toy-fault-rate", "learningRate.kind=throw");
        Assert.That(Assert.Throws<ProblemException>(() => box.Train(steps: 2))!.Problem.Code, Is.EqualTo("ROCL0300"));
    }

    [Test]
    public void An_lr_that_is_none_is_the_optimizers_fault()
    {
        using var box = new Toybox("optimizer.use=toy-fault-optimizer", "optimizer.kind=lr");
        var problem = Assert.Throws<ProblemException>(() => box.Train(steps: 1))!.Problem;
        Assert.That(
            (problem.Code, problem.What),
            Is.EqualTo(("ROCL0386", "The optimizer's lr is NaN, and no finite number of 0 or above."))
        );
    }

    [Test]
    public void A_learning_rate_at_which_weights_overflow_is_noticed_in_its_own_step()
    {
        using var box = new Toybox([.. TwoViews, "optimizer={\"use\":\"sgd\",\"lr\":1e6,\"weightDecay\":1e3}"]);
        using (no_grad())
            box.Model.Parameters["heads.projector.bias"].fill_(1e30);
        var problem = Assert.Throws<ProblemException>(() => box.Train(steps: 1))!.Problem;
        Assert.That(
            (problem.Code, problem.What),
            Is.EqualTo(("ROCL0380", "The optimizer made the parameter heads.projector.bias not finite."))
        );
    }

    [Test]
    public void A_saved_state_that_is_not_the_optimizers_is_refused_and_nothing_is_restored()
    {
        using var saved = new Toybox("optimizer.use=toy-fault-optimizer", "optimizer.memory=old");
        using var box = new Toybox("optimizer.use=toy-fault-optimizer", "optimizer.memory=new");
        var before = box.State();
        var problem = ((Result<int>.Failed)box.Model.Restore(saved.Copy(), "runs/a")).Problems.Single();
        Assert.That(
            (problem.Code, problem.Where),
            Is.EqualTo(("ROCL0385", "toy.json: optimizer (Shared/toy-fault-optimizer 0.1.0), runs/a"))
        );
        Assert.That(
            problem.What,
            Does.StartWith(
                "The saved state of the optimizer is not its own: optimizer.new.encoder.bn1.bias [16] is not in "
                    + "the file"
            )
        );
        Assert.That(box.State(), Is.EqualTo(before).AsCollection);
    }

    [Test]
    public void Finite_numbers_are_no_fault_where_their_sum_overflows()
    {
        using var box = new Toybox([.. TwoViews, "heads.idle=toy-head", "loss.0.head=projector"]);
        using (no_grad())
            box.Model.Parameters["heads.idle.weight"].fill_(3e38);
        Assert.DoesNotThrow(() => box.Train(steps: 1));
    }

    private static string CodeOf(params string[] settings) =>
        Assert.Throws<ProblemException>(() => new Toybox(settings).Dispose())!.Problem.Code;

    private static Dictionary<string, string> Statistics(Toybox box) =>
        box.Model.Buffers.ToDictionary(
            buffer => buffer.Key,
            buffer => Convert.ToHexString(buffer.Value.contiguous().bytes)
        );
}
