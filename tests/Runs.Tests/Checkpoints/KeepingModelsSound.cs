using RoCL.Runs.Checkpoints;
using Shared.Toys;

namespace Runs.Tests.Checkpoints;

/// <summary>A model that is no longer finite never comes to the disk.</summary>
[NonParallelizable]
public sealed class KeepingModelsSound
{
    [TestCase("heads.projector.weight", float.PositiveInfinity)]
    [TestCase("heads.projector.weight", float.NaN)]
    public void The_tensor_that_is_not_finite_is_named_with_the_step(string weight, float value)
    {
        using var box = new Toybox();
        var step = box.Plan.StepAt(3);
        Assert.DoesNotThrow(() => Soundness.Check(box.Model, step));

        using (no_grad())
            box.Model.Parameters[weight][0].fill_(value);
        var problem = Assert.Throws<ProblemException>(() => Soundness.Check(box.Model, step))!.Problem;
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("ROCL0321", $"{weight}, after step 3")));
    }
}
