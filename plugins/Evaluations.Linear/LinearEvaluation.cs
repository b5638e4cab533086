using System.ComponentModel.DataAnnotations;

namespace RoCL.Evaluations.Linear;

/// <summary>
/// Linear evaluation: a linear classifier on the frozen encoder, measured on clean and on attacked
/// test images.
/// </summary>
/// <remarks>
/// The encoder stays in eval mode and its features are computed once, from images that are not
/// augmented. The classifier, zero at the beginning, is trained by stochastic gradient descent on
/// cross-entropy. Attacks see the whole network, encoder and classifier. An image that is
/// misclassified untouched counts as misclassified under attack too: the adversary may leave it as
/// it is, so robust accuracy is never above clean.
/// <para>Errors: ROCL0510 images without labels.</para>
/// <para>
/// Reference: Kim et al. 2020, arXiv:2006.07589, section 4: 150 epochs, batch 1024, rate 0.1 cut at
/// 30, 50 and 100, decay 5e-4.
/// </para>
/// </remarks>
/// <param name="Epochs">Passes over the training features.</param>
/// <param name="Batch">Features in a step; also images in a forward pass.</param>
/// <param name="Rate">The learning rate at the beginning.</param>
/// <param name="Momentum">From 0 to below 1.</param>
/// <param name="WeightDecay">λ of the L2 penalty.</param>
/// <param name="Milestones">Epochs at which the rate is divided by ten.</param>
/// <param name="AsReleased">
/// Each milestone acts one epoch late, as in the authors' code, which sets the rate after the
/// epoch.
/// </param>
/// <param name="Attack">The attack on test images; none measures clean accuracy alone.</param>
/// <param name="Threats">The threat models of the attack, one after the other.</param>
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
///       "use": "linear", "epochs": 5, "batch": 16, "rate": 0.1, "milestones": [3],
///       "attack": { "use": "pgd", "iterations": 3, "relativeStep": 0.4 },
///       "threats": [{ "linf": "8/255" }, { "linf": "16/255" }]
///     }
///   ]
/// }
/// </code>
/// </example>
[Component("linear", "A linear classifier on the frozen encoder, clean and attacked")]
public sealed record LinearEvaluation(
    [Range(1, 100_000)] int Epochs = 150,
    [Range(1, 100_000)] int Batch = 1024,
    [Range(1e-6, 1e3), Excludes("optimizer")] double Rate = 0.1,
    [Range(0, 0.99999), Excludes("optimizer")] double Momentum = 0.9,
    [Range(0, 10), Excludes("optimizer")] double WeightDecay = 5e-4,
    [Excludes("learningRate")] IReadOnlyList<int>? Milestones = null,
    [Needs("milestones")] bool AsReleased = false,
    [Needs("threats")] IAttack? Attack = null,
    [Needs("attack")] IReadOnlyList<ThreatModel>? Threats = null,
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
        using var encoder = bench.Encoder();
        using var classifier = bench.LinearClassifier();
        var features = bench.Outputs(encoder, bench.Train, Batch);
        var labels = bench.Train.Labels!.to(bench.Device);
        var descent = Descent();
        bench.Fit(
            "classifier",
            classifier,
            descent,
            step =>
            {
                var rows = step.Rows.to(bench.Device);
                var logits = classifier.call(features.index_select(0, rows));
                return nn.functional.cross_entropy(logits, labels.index_select(0, rows));
            }
        );

        using var network = nn.Sequential(("encoder", encoder), ("classifier", classifier));
        var protocol =
            $"linear evaluation: frozen encoder, {bench.Train.Count} training images, "
            + $"{Epochs} epochs of {descent.Method}; {bench.Test.Count} {bench.TestPart} images";
        return new(protocol, bench.Measure(new(network, Batch), Attack, Threats, Measurements));
    }

    /// <inheritdoc/>
    public IEnumerable<AttackIn> Planned => Measuring.Planned(Attack, Threats, Measurements);

    private Descent Descent()
    {
        var delay = AsReleased ? 1 : 0;
        var milestones = (Milestones ?? []).Select(milestone => milestone + delay);
        return new(Epochs, Batch, Rate, Momentum, WeightDecay, [.. milestones])
        {
            Optimizer = Optimizer,
            LearningRate = LearningRate,
        };
    }
}
