using Microsoft.Extensions.Time.Testing;
using RoCL.Core.Guards;
using RoCL.Core.Recipes;
using RoCL.Runs.Machine;
using Shared.Toys;

namespace Runs.Tests.Machine;

/// <summary>What an attack's iterations leave to the collector is freed while they go on.</summary>
public sealed class StayingLevel
{
    // A native block of a few bytes, as each number beside a tensor is one.
    private sealed class Block(List<int> freed)
    {
        ~Block()
        {
            lock (freed)
                freed.Add(1);
        }
    }

    private sealed record Litters(List<int> Freed, int Iterations, Action Takes) : IAttack
    {
        public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random) =>
            Iterate.Fold(
                Iterations,
                clean,
                (x, i) =>
                {
                    Takes();
                    GC.KeepAlive(new Block(Freed));
                    return objective.Gradient(x) * 0;
                }
            );
    }

    [TestCase(30, 90)]
    [TestCase(1, 1)]
    public void Numbers_beside_tensors_are_freed_a_few_times_each_second_however_long_one_attack_takes(
        int millisecondsEach,
        int least
    )
    {
        const int iterations = 100;
        using var box = new Toybox();
        using var scope = NewDisposeScope();
        var freed = new List<int>();
        var clock = new FakeTimeProvider();
        var each = TimeSpan.FromMilliseconds(millisecondsEach);
        var use = ((View.Perturbed)box.Recipe.Views[2]).Attack;
        var attack = new GuardedAttack(use, new Litters(freed, iterations, () => clock.Advance(each)));
        var model = new RoCL.Core.Models.TrainedModel("runs/other", box.Model, _ => null!);
        var images = zeros(4, 1, 8, 8);

        using (QuietCollections.Begin(clock))
            attack.Perturb(images, model.Objective(outputs => outputs.sum(1), 4), new LInf(1), new Rng(new Seed(1), 4));
        GC.WaitForPendingFinalizers();
        lock (freed)
            Assert.That(freed, Has.Count.AtLeast(least));
    }
}
