using RoCL.Core.Binding;
using static TorchSharp.torch;

namespace RoCL.Runs.Benchmarks;

/// <summary>
/// An attack in the authors' schedule, for measurements alone: of two views that it gets as one,
/// the first is moved, and the second, its target, is passed through the network beside it in every
/// iteration, forward and backward.
/// </summary>
/// <param name="inner">The attack.</param>
internal sealed class TargetEmbeddedAnew(IAttack inner) : IAttack
{
    /// <summary>The recipe's components with all attacks in this schedule.</summary>
    public static Bindings Around(Bindings bindings) =>
        bindings with
        {
            Attacks = bindings.Attacks.ToImmutableSortedDictionary(
                attack => attack.Key,
                attack => new Bound<IAttack>(
                    attack.Value.Use,
                    moment => new TargetEmbeddedAnew(attack.Value.At(moment))
                ),
                StringComparer.Ordinal
            ),
        };

    /// <inheritdoc/>
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
    {
        var moving = clean.shape[0] / 2;
        var target = clean.narrow(0, moving, moving);
        var rows = Enumerable.Range(0, (int)moving).Select(row => (long)row);
        var besideTarget = new BesideTarget(objective, target);
        var moved = inner.Perturb(clean.narrow(0, 0, moving), besideTarget, threat, random.Only(rows));
        return cat([moved, target]);
    }

    /// <summary>An objective of the first rows; the target's are added for each pass.</summary>
    private sealed class BesideTarget(IObjective inner, Tensor target) : IObjective
    {
        private readonly long _moving = target.shape[0];

        public Tensor? Labels => inner.Labels?.narrow(0, 0, _moving);

        public Tensor Outputs(Tensor images) => First(inner.Outputs(Both(images)));

        public Tensor Losses(Tensor images) => First(inner.Losses(Both(images)));

        public ObjectivePoint At(Tensor images)
        {
            var point = inner.At(Both(images));
            return new(First(point.Outputs), First(point.Losses), First(point.Gradient));
        }

        public IObjective Aim(Func<Tensor, Tensor> losses) => throw Other();

        public IObjective Only(Tensor rows) => throw Other();

        private Tensor Both(Tensor images) => cat([images, target]);

        private Tensor First(Tensor rows) => rows.narrow(0, 0, _moving);

        private static NotSupportedException Other() => new("The measured attack is pgd, which asks for none.");
    }
}
