using System.ComponentModel.DataAnnotations;

namespace RoCL.Evaluations.FineTuning;

/// <summary>
/// Fine-tuning: the whole network, a copy of the encoder and a new linear classifier, is trained on
/// labelled images.
/// </summary>
/// <remarks>
/// Without an attack it is standard fine-tuning. With one, each step's images are first attacked so
/// that the present network is wrong, and it learns from those: adversarial training. A loss that
/// takes two views, such as <c>trades</c>, gets the clean images too.
/// <c>SelfSupervised</c> adds, with its weight, the loss that the encoder was pretrained by: a
/// contrastive loss of two augmented views and, where there is an attack, of a third that the same
/// attack has moved away from the second, instance by instance.
/// <para>
/// The encoder is in train mode while it learns and in eval mode while it is attacked; the
/// classifier is zero at the beginning. The trained model itself is left as it is.
/// </para>
/// <para>
/// Errors: ROCL0510 images without labels, ROCL0511 no head of that name, ROCL0515 a loss of two
/// views and no attack that makes the second, ROCL0516 an attack in training without a threat
/// model, or a threat model without an attack.
/// </para>
/// <para>
/// Reference: Kim et al. 2020, arXiv:2006.07589, section 4, fine-tunes RoCL's encoder so; the code
/// that they released has no fine-tuning, and the schedule's defaults are ours. Madry et al. 2018,
/// arXiv:1706.06083, for adversarial training; Zhang et al. 2019, arXiv:1901.08573, for TRADES.
/// </para>
/// </remarks>
/// <param name="Loss">
/// Of the logits of the attacked images, or of the clean and the attacked ones; cross-entropy when
/// left out.
/// </param>
/// <param name="Attack">The attack in training; none for standard fine-tuning.</param>
/// <param name="Threat">The threat model in training.</param>
/// <param name="Maximise">
/// What the attack raises, a loss of the attacked logits, or of the clean and the attacked ones.
/// When left out, cross-entropy; and for a loss of two views the divergence of the attacked
/// prediction from the clean one, as in TRADES.
/// </param>
/// <param name="Augment">
/// Each step's images pass through these before anything else; none when left out.
/// </param>
/// <param name="Epochs">Passes over the training images.</param>
/// <param name="Batch">Images in a step; also images at a time in the test.</param>
/// <param name="Rate">The learning rate at the beginning.</param>
/// <param name="Momentum">From 0 to below 1.</param>
/// <param name="WeightDecay">
/// λ of the L2 penalty; 5e-4 does well in adversarial training (Pang et al. 2021,
/// arXiv:2010.00467).
/// </param>
/// <param name="Milestones">Epochs at which the rate is divided by ten.</param>
/// <param name="SelfSupervised">
/// A contrastive loss beside the supervised one; none when left out.
/// </param>
/// <param name="Weight">Its factor.</param>
/// <param name="Head">
/// The trained head of which a copy gives the contrastive loss its embeddings, and is trained too.
/// </param>
/// <param name="Views">
/// What makes its two views of the same images; as <paramref name="Augment"/> when left out.
/// </param>
/// <param name="TestAttack">The attack on test images; that of the training when left out.</param>
/// <param name="Threats">
/// The threat models of the test, one after the other; that of the training when left out.
/// </param>
/// <param name="Measurements">Further tests of the classifier.</param>
/// <param name="Optimizer">
/// Another optimizer than SGD; its <c>lr</c> then takes the place of <c>rate</c>, and
/// momentum and weight decay are its own.
/// </param>
/// <param name="LearningRate">
/// The rate as a function of time, in place of <c>milestones</c>.
/// </param>
/// <example>
/// <code>
/// {
///   "evaluate": [
///     {
///       "use": "fine-tuning", "epochs": 1, "batch": 16, "rate": 0.05, "milestones": [20, 25],
///       "augment": [{ "use": "horizontal-flip" }],
///       "attack": { "use": "pgd", "iterations": 2, "step": "4/255" },
///       "threat": { "linf": "8/255" },
///       "testAttack": { "use": "pgd", "iterations": 3, "relativeStep": 0.4 }
///     }
///   ]
/// }
/// </code>
/// </example>
[Component("fine-tuning", "The whole network trained on: standard, adversarial, TRADES, with a self-supervised term")]
public sealed record FineTuning(
    ILoss? Loss = null,
    IAttack? Attack = null,
    ThreatModel? Threat = null,
    [Needs("attack")] ILoss? Maximise = null,
    IReadOnlyList<IAugmentation>? Augment = null,
    [Range(1, 100_000)] int Epochs = 30,
    [Range(1, 100_000)] int Batch = 128,
    [Range(1e-6, 1e3), Excludes("optimizer")] double Rate = 0.1,
    [Range(0, 0.99999), Excludes("optimizer")] double Momentum = 0.9,
    [Range(0, 10), Excludes("optimizer")] double WeightDecay = 5e-4,
    [Excludes("learningRate")] IReadOnlyList<int>? Milestones = null,
    ILoss? SelfSupervised = null,
    [Range(0, 1e6), Needs("selfSupervised")] double Weight = 1,
    [Needs("selfSupervised")] string Head = "projector",
    [Needs("selfSupervised")] IReadOnlyList<IAugmentation>? Views = null,
    [Needs("threats", "threat")] IAttack? TestAttack = null,
    [Needs("testAttack", "attack")] IReadOnlyList<ThreatModel>? Threats = null,
    IReadOnlyList<IMeasurement>? Measurements = null,
    IOptimizer? Optimizer = null,
    ILearningRate? LearningRate = null
) : IEvaluation
{
    /// <inheritdoc/>
    public EvaluationResult Evaluate(IBench bench)
    {
        bench.DemandLabels();
        using var scope = NewDisposeScope();
        var inner = InnerAttack.Of(bench, Attack, Threat);
        var supervision = Supervision.Of(bench, Loss, Maximise, inner);
        using var learner = Learner.Of(bench, SelfSupervised is null ? null : Head);
        var selfSupervision = SelfSupervised is null
            ? null
            : new SelfSupervision(bench, SelfSupervised, Views ?? Augment ?? [], inner);

        var descent = new Descent(Epochs, Batch, Rate, Momentum, WeightDecay, Milestones)
        {
            Optimizer = Optimizer,
            LearningRate = LearningRate,
        };
        bench.Fit(
            "network",
            learner,
            descent,
            step => StepLoss(learner, supervision, selfSupervision, StepImages.Of(bench, step))
        );

        var protocol = new Protocol(Loss, SelfSupervised, Weight, descent).Of(bench, inner);
        return new(protocol, bench.Measure(new(learner, Batch), TestAttack ?? Attack, Tested, Measurements));
    }

    /// <inheritdoc/>
    public IEnumerable<AttackIn> Planned =>
        Measuring.Planned(Attack, Trained).Concat(Measuring.Planned(TestAttack ?? Attack, Tested, Measurements));

    private IReadOnlyList<ThreatModel> Trained => Threat is null ? [] : [Threat];
    private IReadOnlyList<ThreatModel> Tested => Threats ?? Trained;

    private Tensor StepLoss(
        Learner learner,
        Supervision supervision,
        SelfSupervision? selfSupervision,
        StepImages images
    )
    {
        var loss = supervision.Of(learner, images.Augmented(Augment ?? [], "images"));
        return selfSupervision is null ? loss : loss + Weight * selfSupervision.Of(learner, images);
    }
}
