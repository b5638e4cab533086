using System.ComponentModel.DataAnnotations;
using System.Diagnostics;

namespace RoCL.Evaluations.Linear;

/// <summary>Linear evaluation: a linear classifier on the frozen encoder, measured on clean and on attacked test images.</summary>
/// <remarks>
/// The encoder stays in eval mode and its features are computed once, from images that are not augmented. The classifier, zero at the
/// beginning, is trained by stochastic gradient descent on cross-entropy. Attacks see the whole network, encoder and classifier. An image
/// that is wrong untouched is wrong under attack too: the adversary may leave it as it is, so robust accuracy is never above clean.
/// <para>Errors: ROCL0510 images without labels.</para>
/// <para>Reference: Kim et al. 2020, arXiv:2006.07589, section 4: 150 epochs, batch 1024, rate 0.1 cut at 30, 50 and 100, decay 5e-4.</para>
/// </remarks>
/// <param name="Epochs">Passes over the training features.</param>
/// <param name="Batch">Features in a step; also images in a forward pass.</param>
/// <param name="Rate">The learning rate at the beginning.</param>
/// <param name="Momentum">From 0 to below 1.</param>
/// <param name="WeightDecay">λ of the L2 penalty.</param>
/// <param name="Milestones">Epochs at which the rate is divided by ten.</param>
/// <param name="Attack">The attack on test images; none measures clean accuracy alone.</param>
/// <param name="Threats">The threat models that it is given, one after the other.</param>
[Component("linear", "A linear classifier on the frozen encoder, clean and attacked")]
public sealed record LinearEvaluation(
    [Range(1, 100_000)] int Epochs = 150, [Range(1, 100_000)] int Batch = 1024, [Range(1e-6, 1e3)] double Rate = 0.1,
    [Range(0, 0.99999)] double Momentum = 0.9, [Range(0, 10)] double WeightDecay = 5e-4, IReadOnlyList<int>? Milestones = null,
    IAttack? Attack = null, IReadOnlyList<ThreatModel>? Threats = null) : IEvaluation
{
    /// <inheritdoc/>
    public EvaluationResult Evaluate(IBench bench)
    {
        if (bench.Train.Labels is null || bench.Test.Labels is null)
            throw new ProblemException(new("ROCL0510", "the data", "has no labels, and a classifier needs them.", "Take labelled data."));
        using var scope = NewDisposeScope();
        using var encoder = bench.Encoder();
        using var classifier = Classifier.Train(this, bench, Features(bench, encoder));
        using var network = nn.Sequential(("encoder", encoder), ("classifier", classifier));
        var threats = Attack is null ? [] : Threats ?? [];
        var clean = Measure(bench, network, null, null);
        return new(
            $"linear evaluation: frozen encoder, {bench.Train.Count} training images, {Epochs} epochs of SGD; {bench.Test.Count} test images",
            [clean, .. threats.Select(threat => Measure(bench, network, threat, clean.Correct))]);
    }

    private (Tensor Features, Tensor Labels) Features(IBench bench, nn.Module<Tensor, Tensor> encoder)
    {
        using var quiet = no_grad();
        var parts = Batches(bench.Train).Select((batch, i) =>
        {
            bench.Report("features", i, (bench.Train.Count + Batch - 1) / Batch);
            return encoder.call(batch.Images.to(bench.Device));
        }).ToList();
        return (cat(parts), bench.Train.Labels!.to(bench.Device));
    }

    private Condition Measure(IBench bench, nn.Module<Tensor, Tensor> network, ThreatModel? threat, IReadOnlyList<bool>? clean)
    {
        var name = threat is null ? "clean" : $"{Attack} {threat}";
        var (watch, correct) = (new Stopwatch(), new List<bool>());
        foreach (var batch in Batches(bench.Test))
        {
            using var scope = NewDisposeScope();
            bench.Report(name, correct.Count, bench.Test.Count);
            var (images, labels) = (batch.Images.to(bench.Device), batch.Labels!.to(bench.Device));
            var objective = bench.CrossEntropy(network, labels);
            watch.Start();
            var seen = threat is null ? images : bench.Attack(Attack!, images, objective, threat, bench.Random($"{name} {correct.Count}", images.shape[0]));
            watch.Stop();
            correct.AddRange(objective.Fooled(objective.Outputs(seen))!.logical_not().cpu().data<bool>());
        }
        return new(name, clean is null ? correct : [.. correct.Zip(clean, (attacked, untouched) => attacked && untouched)], threat, watch.Elapsed.TotalSeconds);
    }

    private IEnumerable<Batch> Batches(IImages images)
    {
        for (long from = 0; from < images.Count; from += Batch)
            yield return images.Gather(arange(from, Math.Min(from + Batch, images.Count), ScalarType.Int64));
    }
}
