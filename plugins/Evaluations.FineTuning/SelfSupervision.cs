namespace RoCL.Evaluations.FineTuning;

/// <summary>
/// The contrastive loss beside the supervised one: what the encoder was pretrained by.
/// </summary>
/// <param name="Bench">The means.</param>
/// <param name="Loss">Over the views a and b, and under an attack over a, b and adv.</param>
/// <param name="Views">The augmentations that make a and b of the same images.</param>
/// <param name="Inner">The attack that makes adv of a: away from b, with no look at labels.</param>
internal sealed record SelfSupervision(IBench Bench, ILoss Loss, IReadOnlyList<IAugmentation> Views, InnerAttack? Inner)
{
    /// <summary>
    /// The loss, a scalar whose gradient reaches encoder and head; the learner is left in train
    /// mode.
    /// </summary>
    public Tensor Of(Learner learner, Seen seen)
    {
        var embedding = learner.Embedding!;
        var a = seen.Through(Views, "a");
        var b = seen.Through(Views, "b");
        IReadOnlyList<Tensor> views = Inner is null
            ? [a.Images, b.Images]
            : [a.Images, b.Images, Inner.Moved(a, Raised(embedding, a, b))];
        learner.train();
        return Loss.Of(seen.Told(embedding.call(cat([.. views])).chunk(views.Count))).mean();
    }

    private EmbeddingObjective Raised(nn.Module<Tensor, Tensor> embedding, Seen a, Seen b)
    {
        var network = Bench.CrossEntropy(embedding, a.Labels);
        var aim = network.Outputs(b.Images);
        return new(network.Aim(outputs => Supervision.Each(Loss.Of(a.Told(outputs, aim)), outputs)));
    }
}
