using RoCL.Core.Models;
using RoCL.Runs.Machine;
using Shared.Toys;

namespace Runs.Tests.Machine;

/// <summary>The memory of an attack of thousands of iterations.</summary>
[Platform(Include = "Linux", Reason = "its allowance was measured there")]
public sealed class LongAttacks
{
    private const int Iterations = 5000;
    private const int Warm = 500;
    private const double AllowedMiB = 48;

    [Test]
    [Explicit("takes minutes")]
    public void Five_thousand_iterations_need_no_more_memory_than_five_hundred()
    {
        using var box = new Toybox("encoder.width=64");
        using var scope = NewDisposeScope();
        var model = new TrainedModel("runs/other", box.Model, _ => throw new NotSupportedException());
        var objective = model.Objective(outputs => outputs.square().sum(1), 200);
        var after = new List<double>();
        using (QuietCollections.Begin(TimeProvider.System))
        {
            Iterate.Fold(
                Iterations,
                rand(200, 1, 8, 8),
                (images, iteration) =>
                {
                    if (iteration >= Warm)
                        after.Add(ResidentMiB());
                    return (images + 0.01 * objective.Gradient(images).sign()).clamp(0, 1);
                }
            );
        }
        TestContext.Out.WriteLine($"{after[0]:0} MiB after {Warm} iterations, {after[^1]:0} after {Iterations}");
        Assert.That(after[^1] - after[0], Is.LessThan(AllowedMiB));
    }

    private static double ResidentMiB() => Environment.WorkingSet / 1048576.0;
}
