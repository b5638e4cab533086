namespace RoCL.Attacks.Transfer;

/// <summary>
/// Black-box transfer: images that an attack made against another run's model are shown to this
/// one.
/// </summary>
/// <remarks>
/// The other model is climbed in place of the one that is measured, which is never asked for a
/// gradient: a defence that only hides its gradient is found out. An image comes back whether or
/// not it fools anybody.
/// <para>Any threat model that the inner attack takes. Shape: images [N, C, H, W] in [0, 1].</para>
/// <para>
/// Errors: ROCL0110 no such head, ROCL0334 cross-entropy where the objective has no labels,
/// ROCL0336 a head whose outputs are not the logits of the classes at hand.
/// </para>
/// <para>
/// Reference: Papernot, McDaniel and Goodfellow 2016, arXiv:1605.07277, section 2. What is raised
/// without labels follows the instance-wise attack of Kim et al. 2020, arXiv:2006.07589, section 3,
/// with the objective <c>cos</c> of their code.
/// </para>
/// </remarks>
/// <param name="From">
/// The run whose model is climbed: its folder, as seen from where the program is started.
/// </param>
/// <param name="By">
/// The attack that climbs it; it starts at random (<c>pgd</c> does) where dissimilarity is raised.
/// </param>
/// <param name="Head">
/// The head of that model whose outputs count; <c>classifier</c> where it has one, else
/// <c>features</c>.
/// </param>
/// <param name="Raise">
/// What is raised there; left out, cross-entropy where the head is called <c>classifier</c> and the
/// images have labels, else dissimilarity.
/// </param>
[Component("transfer", "An attack on another run's model, carried over: black-box, Papernot et al. 2016")]
public sealed record Transfer(ITrainedModel From, IAttack By, string? Head = null, TransferGoal? Raise = null) : IAttack
{
    private const string Classifier = "classifier";

    /// <inheritdoc/>
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
    {
        var head = Head ?? (From.Heads.Contains(Classifier) ? Classifier : ITrainedModel.Features);
        var goal =
            Raise
            ?? (
                head == Classifier && objective.Labels is not null
                    ? TransferGoal.CrossEntropy
                    : TransferGoal.Dissimilarity
            );
        var climbed = goal == TransferGoal.CrossEntropy ? Classified(clean, objective, head) : Embedded(clean, head);
        return By.Perturb(clean, climbed, threat, random);
    }

    /// <summary>
    /// Without the run, on whose place no seed may depend: <c>transferred PGD-20</c>.
    /// </summary>
    public override string ToString() => $"transferred {By}";

    private IObjective Classified(Tensor clean, IObjective objective, string head)
    {
        var labels =
            objective.Labels
            ?? throw new ProblemException(
                new(
                    "ROCL0334",
                    "transfer",
                    "the objective has no labels, and cross-entropy needs each image's class.",
                    "Raise dissimilarity instead."
                )
            );
        var (here, there) = (
            Width(() => objective.Outputs(clean)),
            Width(() => From.Outputs(clean.narrow(0, 0, 1), head))
        );
        return here == there
            ? From.Objective(
                logits => nn.functional.cross_entropy(logits, labels, reduction: nn.Reduction.None),
                clean.shape[0],
                labels,
                head
            )
            : throw new ProblemException(
                new(
                    "ROCL0336",
                    "transfer",
                    $"the other model's head {head} gives {there} outputs, and the images here are of {here} classes.",
                    "Name a run on data of the same classes, its classifier, or raise dissimilarity."
                )
            );
    }

    private IObjective Embedded(Tensor clean, string head)
    {
        using var quiet = no_grad();
        var still = From.Outputs(clean, head).detach();
        return From.Objective(
            outputs => 1 - nn.functional.cosine_similarity(outputs, still, dim: 1),
            clean.shape[0],
            head: head
        );
    }

    private static long Width(Func<Tensor> outputs)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        return outputs().shape[1];
    }
}
