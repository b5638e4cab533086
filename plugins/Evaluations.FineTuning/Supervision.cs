namespace RoCL.Evaluations.FineTuning;

/// <summary>The supervised loss of a step, and the attack that goes before it.</summary>
/// <param name="Bench">The means.</param>
/// <param name="Loss">Of one view or of two; cross-entropy where <see langword="null"/>.</param>
/// <param name="Maximise">What the attack raises, where the recipe says it.</param>
/// <param name="Inner">The attack.</param>
internal sealed record Supervision(IBench Bench, ILoss? Loss, ILoss? Maximise, InnerAttack? Inner)
{
    /// <summary>The supervision of a recipe.</summary>
    /// <exception cref="ProblemException">
    /// ROCL0515: a loss of two views, and no attack that makes the second.
    /// </exception>
    public static Supervision Of(IBench bench, ILoss? loss, ILoss? maximise, InnerAttack? inner) =>
        TakesTwo(loss) && inner is null
            ? throw new ProblemException(
                new(
                    "ROCL0515",
                    "fine-tuning",
                    $"the loss {ComponentAttribute.NameOf(loss!)} takes the clean and the attacked view, and there "
                        + "is no attack.",
                    "Name an attack and a threat model, or a loss of one view."
                )
            )
            : new(bench, loss, maximise, inner);

    /// <summary>
    /// The loss, a scalar whose gradient reaches the learner, which is left in train mode.
    /// </summary>
    public Tensor Of(Learner learner, Seen seen)
    {
        var moved = Inner?.Moved(seen, Raised(learner, seen)) ?? seen.Images;
        learner.train();
        IReadOnlyList<Tensor> views = TakesTwo(Loss) ? [seen.Images, moved] : [moved];
        var outputs = learner.call(cat([.. views])).chunk(views.Count);
        return Loss is null ? nn.functional.cross_entropy(outputs[0], seen.Labels) : Loss.Of(seen.Told(outputs)).mean();
    }

    /// <summary>
    /// What the attack raises. The clean images are asked once: nothing about them changes from one
    /// iteration to the next.
    /// </summary>
    internal IObjective Raised(Learner learner, Seen seen)
    {
        var crossEntropy = Bench.CrossEntropy(learner, seen.Labels);
        if (Maximise is null && !TakesTwo(Loss))
            return crossEntropy;
        if (Maximise is not null && !TakesTwo(Maximise))
            return crossEntropy.Aim(outputs => Each(Maximise.Of(seen.Told(outputs)), outputs));
        var clean = crossEntropy.Outputs(seen.Images);
        return crossEntropy.Aim(outputs =>
            Maximise is null
                ? nn.functional.kl_div(outputs.log_softmax(1), clean.softmax(1), false, nn.Reduction.None).sum(1)
                : Each(Maximise.Of(seen.Told(clean, outputs)), outputs)
        );
    }

    /// <summary>A loss of the batch is that of each of its rows.</summary>
    internal static Tensor Each(Tensor losses, Tensor outputs) =>
        losses.dim() == 0 ? losses.expand(outputs.shape[0]) : losses;

    private static bool TakesTwo(ILoss? loss) => loss?.Requirement.Views >= 2;
}
