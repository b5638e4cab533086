using System.ComponentModel.DataAnnotations;

namespace RoCL.Evaluations.Linear;

/// <summary>
/// Robust linear evaluation (r-LE): a linear classifier on the frozen encoder, trained on attacked
/// images.
/// </summary>
/// <remarks>
/// As linear evaluation, but in every step the images are first attacked so that the present
/// classifier is wrong; then the classifier alone learns from them. The encoder stays as it is, in
/// eval mode.
/// <para>Errors: ROCL0510 images without labels.</para>
/// <para>Reference: Kim et al. 2020, arXiv:2006.07589, section 3.3.</para>
/// </remarks>
/// <param name="Attack">The attack, in training and on test images.</param>
/// <param name="Threat">The threat model in training.</param>
/// <param name="Threats">The threat models of the test, one after the other.</param>
/// <param name="TestAttack">Another attack on test images; the same when left out.</param>
/// <param name="Epochs">Passes over the training images.</param>
/// <param name="Batch">Images in a step.</param>
/// <param name="Rate">The learning rate at the beginning.</param>
/// <param name="Momentum">From 0 to below 1.</param>
/// <param name="WeightDecay">λ of the L2 penalty.</param>
/// <param name="Milestones">Epochs at which the rate is divided by ten.</param>
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
///       "use": "robust-linear", "epochs": 2, "batch": 16, "rate": 0.1,
///       "attack": { "use": "pgd", "iterations": 2, "step": "4/255" },
///       "threat": { "linf": "8/255" },
///       "testAttack": { "use": "pgd", "iterations": 3, "relativeStep": 0.4 }
///     }
///   ]
/// }
/// </code>
/// </example>
[Component("robust-linear", "A linear classifier on the frozen encoder, trained on attacked images")]
public sealed record RobustLinearEvaluation(
    IAttack Attack,
    ThreatModel Threat,
    [MinLength(1)] IReadOnlyList<ThreatModel>? Threats = null,
    IAttack? TestAttack = null,
    [Range(1, 100_000)] int Epochs = 150,
    [Range(1, 100_000)] int Batch = 1024,
    [Range(1e-6, 1e3), Excludes("optimizer")] double Rate = 0.1,
    [Range(0, 0.99999), Excludes("optimizer")] double Momentum = 0.9,
    [Range(0, 10), Excludes("optimizer")] double WeightDecay = 5e-4,
    [Excludes("learningRate")] IReadOnlyList<int>? Milestones = null,
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
        using var network = nn.Sequential(("encoder", encoder), ("classifier", classifier));
        var descent = new Descent(Epochs, Batch, Rate, Momentum, WeightDecay, Milestones)
        {
            Optimizer = Optimizer,
            LearningRate = LearningRate,
        };
        bench.Fit(
            "classifier",
            classifier,
            descent,
            step =>
            {
                var batch = bench.Train.Gather(step.Rows);
                var images = batch.Images.to(bench.Device);
                var labels = batch.Labels!.to(bench.Device);
                var attacked = bench.Attack(Attack, images, bench.CrossEntropy(network, labels), Threat, step.Random);
                var features = Features(encoder, attacked);
                return nn.functional.cross_entropy(classifier.call(features), labels);
            }
        );

        var protocol =
            $"robust linear evaluation: frozen encoder, {bench.Train.Count} training images under "
            + $"{AttackTitle.Of(Attack, Threat)} {Threat}, "
            + $"{Epochs} epochs of {descent.Method}; {bench.Test.Count} {bench.TestPart} images";
        var classified = new Classifier(network, Batch);
        return new(protocol, bench.Measure(classified, TestAttack ?? Attack, Threats ?? [Threat], Measurements));
    }

    /// <inheritdoc/>
    public IEnumerable<AttackIn> Planned =>
        Measuring
            .Planned(TestAttack ?? Attack, Threats ?? [Threat], Measurements)
            .Prepend(new AttackIn(Attack, Threat));

    // The encoder is frozen: no gradient reaches it.
    private static Tensor Features(nn.Module<Tensor, Tensor> encoder, Tensor images)
    {
        using var quiet = no_grad();
        return encoder.call(images);
    }
}
