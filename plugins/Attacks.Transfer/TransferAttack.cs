namespace RoCL.Attacks.Transfer;

/// <summary>
/// Black-box transfer: the images that an attack made against another run's model are shown to this
/// one.
/// </summary>
/// <remarks>
/// The other model gives all gradients, and the model that is measured none: a defence that only
/// hides its gradient is exposed. An image is returned whether or not it fools either model.
/// <para>Any threat model that the inner attack takes. Shape: images [N, C, H, W] in [0, 1].</para>
/// <para>
/// Errors: ROCL0110 no such head, ROCL0334 cross-entropy where the objective has no labels,
/// ROCL0336 a head whose outputs are not the logits of the classes at hand, ROCL0272 one for
/// classes of other names; classes in another order are matched by name.
/// </para>
/// <para>
/// Reference: Papernot, McDaniel and Goodfellow 2016, arXiv:1605.07277, section 2. What is raised
/// without labels follows the instance-wise attack of Kim et al. 2020, arXiv:2006.07589, section 3,
/// with the objective <c>cos</c> of their code.
/// </para>
/// </remarks>
/// <param name="From">
/// The run whose model gives the gradients: its folder, relative to the recipe's.
/// </param>
/// <param name="By">
/// The attack on that model; it has to start at random (<c>pgd</c> does) where dissimilarity is
/// raised.
/// </param>
/// <param name="Head">
/// The head of that model whose outputs count; <c>classifier</c> where it has one, else
/// <c>features</c>.
/// </param>
/// <param name="Raise">
/// What is raised there; left out, cross-entropy where the head is called <c>classifier</c> and the
/// images have labels, else dissimilarity.
/// </param>
/// <example>
/// <code>
/// {
///   "views": {
///     "adv": {
///       "attack": {
///         "use": "transfer", "from": "runs/teacher", "head": "features", "raise": "dissimilarity",
///         "by": { "use": "pgd", "iterations": 2, "step": "2/255" }
///       }
///     }
///   }
/// }
/// </code>
/// </example>
[Component("transfer", "An attack on another run's model, carried over: black-box, Papernot et al. 2016")]
public sealed record TransferAttack(ITrainedModel From, IAttack By, string? Head = null, TransferGoal? Raise = null)
    : ITitledAttack
{
    private const string ClassifierHead = "classifier";

    /// <inheritdoc/>
    public Tensor Perturb(Tensor clean, IObjective objective, ThreatModel threat, Rng random)
    {
        var head = Head ?? DefaultHead();
        var goal = Raise ?? DefaultGoal(head, objective);
        var raised =
            goal == TransferGoal.CrossEntropy ? CrossEntropy(clean, objective, head) : Dissimilarity(clean, head);
        return By.Perturb(clean, raised, threat, random);
    }

    /// <inheritdoc/>
    public bool Takes(ThreatModel threat) => By.Takes(threat);

    /// <summary>The title of the attack on the other model, and the options that are set.</summary>
    /// <inheritdoc/>
    public string TitleIn(ThreatModel threat) =>
        AttackTitle.WithOptions($"transferred {AttackTitle.Of(By, threat)}", this, "from", "by");

    /// <summary>
    /// Without the run's folder, on which no seed may depend: <c>transferred PGD-20</c>.
    /// </summary>
    public override string ToString() => $"transferred {By}";

    private string DefaultHead() => From.Heads.Contains(ClassifierHead) ? ClassifierHead : ITrainedModel.Features;

    private static TransferGoal DefaultGoal(string head, IObjective objective) =>
        head == ClassifierHead && objective.Labels is not null ? TransferGoal.CrossEntropy : TransferGoal.Dissimilarity;

    // CE(f(x), y) of the other model's logits f(x).
    private IObjective CrossEntropy(Tensor clean, IObjective objective, string head)
    {
        var labels = objective.Labels ?? throw NoLabels();
        var classes = OutputWidth(() => objective.Outputs(clean));
        var otherClasses = OutputWidth(() => From.Outputs(clean.narrow(0, 0, 1), head));
        if (classes != otherClasses)
            throw OtherClasses(head, otherClasses, classes);

        return From.For(objective.ClassNames)
            .Objective(
                logits => nn.functional.cross_entropy(logits, labels, reduction: nn.Reduction.None),
                clean.shape[0],
                labels,
                head
            );
    }

    // 1 − cos(f(x'), f(x)), x the clean and x' the moved image; no gradient flows into f(x).
    private IObjective Dissimilarity(Tensor clean, string head)
    {
        using var quiet = no_grad();
        var cleanOutputs = From.Outputs(clean, head).detach();
        return From.Objective(
            outputs => 1 - nn.functional.cosine_similarity(outputs, cleanOutputs, dim: 1),
            clean.shape[0],
            head: head
        );
    }

    private static long OutputWidth(Func<Tensor> outputs)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        return outputs().shape[1];
    }

    private static ProblemException NoLabels() =>
        new(
            new(
                "ROCL0334",
                "transfer",
                "The objective has no labels, and cross-entropy needs each image's class.",
                "Write \"raise\": \"dissimilarity\" instead."
            )
        );

    private static ProblemException OtherClasses(string head, long otherClasses, long classes) =>
        new(
            new(
                "ROCL0336",
                "transfer",
                $"The other model's head '{head}' has {otherClasses} outputs, but the images here have "
                    + $"{classes} classes.",
                "Name a run on data of the same classes and its classifier, or write \"raise\": \"dissimilarity\"."
            )
        );
}
