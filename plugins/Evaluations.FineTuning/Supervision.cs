namespace RoCL.Evaluations.FineTuning;

/// <summary>The supervised loss of a step, and the attack that goes before it.</summary>
/// <param name="Bench">Gives the objective of the attack.</param>
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
        loss is not null && TakesTwoViews(loss) && inner is null
            ? throw NoAttack(loss)
            : new(bench, loss, maximise, inner);

    /// <summary>
    /// The loss, a scalar with a gradient that reaches the learner, which is left in train mode.
    /// </summary>
    public Tensor Of(Learner learner, StepImages images)
    {
        var attacked = Inner?.Perturb(images, Raised(learner, images)) ?? images.Images;
        learner.train();
        IReadOnlyList<Tensor> views = TakesTwoViews(Loss) ? [images.Images, attacked] : [attacked];
        var outputs = Outputs(learner, views);
        return Loss is null
            ? nn.functional.cross_entropy(outputs[0], images.Labels)
            : Loss.Of(images.ToLossInput(outputs)).mean();
    }

    /// <summary>
    /// What the attack raises. The clean images are classified once: their logits do not change
    /// from one iteration to the next.
    /// </summary>
    internal IObjective Raised(Learner learner, StepImages images)
    {
        var crossEntropy = Bench.CrossEntropy(learner, images.Labels);
        if (Maximise is null)
            return TakesTwoViews(Loss) ? Divergence(crossEntropy, images) : crossEntropy;

        if (!TakesTwoViews(Maximise))
            return crossEntropy.Aim(outputs => RowLosses.Of(Maximise.Of(images.ToLossInput(outputs)), outputs));

        var clean = crossEntropy.Outputs(images.Images);
        return crossEntropy.Aim(outputs => RowLosses.Of(Maximise.Of(images.ToLossInput(clean, outputs)), outputs));
    }

    // KL(p ‖ q), p the prediction for the clean and q that for the attacked image, as in TRADES.
    private static IObjective Divergence(IObjective network, StepImages images)
    {
        var clean = network.Outputs(images.Images);
        return network.Aim(outputs =>
            nn.functional.kl_div(outputs.log_softmax(1), clean.softmax(1), false, nn.Reduction.None).sum(1)
        );
    }

    private Tensor[] Outputs(Learner learner, IReadOnlyList<Tensor> views) =>
        Loss?.Requirement.SeparatePasses == true
            ? [.. views.Select(view => learner.call(view))]
            : learner.call(cat([.. views])).chunk(views.Count);

    private static bool TakesTwoViews(ILoss? loss) => loss?.Requirement.Views >= 2;

    private static ProblemException NoAttack(ILoss loss) =>
        new(
            new(
                "ROCL0515",
                "fine-tuning",
                $"The loss {ComponentAttribute.NameOf(loss)} takes the clean and the attacked view, but there is no "
                    + "attack.",
                "Name an attack and a threat model, or a loss of one view."
            )
        );
}
