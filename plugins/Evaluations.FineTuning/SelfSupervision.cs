namespace RoCL.Evaluations.FineTuning;

/// <summary>
/// The contrastive loss beside the supervised one: the loss that the encoder was pretrained by.
/// </summary>
/// <param name="Bench">Gives the objective of the attack.</param>
/// <param name="Loss">Over the views a and b, and under an attack over a, b and adv.</param>
/// <param name="Views">The augmentations that make a and b of the same images.</param>
/// <param name="Inner">The attack that makes adv of a: away from b, without labels.</param>
internal sealed record SelfSupervision(IBench Bench, ILoss Loss, IReadOnlyList<IAugmentation> Views, InnerAttack? Inner)
{
    /// <summary>
    /// The loss, a scalar with a gradient that reaches encoder and head; the learner is left in
    /// train mode.
    /// </summary>
    public Tensor Of(Learner learner, StepImages images)
    {
        var embedding = learner.Embedding!;
        var a = images.Augmented(Views, "a");
        var b = images.Augmented(Views, "b");
        var views = new List<Tensor> { a.Images, b.Images };
        if (Inner is not null)
            views.Add(Inner.Perturb(a, AwayFrom(b, a, embedding)));

        learner.train();
        var outputs = embedding.call(cat([.. views])).chunk(views.Count);
        return Loss.Of(images.ToLossInput(outputs)).mean();
    }

    // L(f(a'), f(b)), which rises as a' moves; b is embedded once.
    private EmbeddingObjective AwayFrom(StepImages b, StepImages a, nn.Module<Tensor, Tensor> embedding)
    {
        var network = Bench.CrossEntropy(embedding, a.Labels);
        var target = network.Outputs(b.Images);
        var raised = network.Aim(outputs => RowLosses.Of(Loss.Of(a.ToLossInput(outputs, target)), outputs));
        return new(raised);
    }
}
