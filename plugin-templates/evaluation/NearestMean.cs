using System.ComponentModel.DataAnnotations;

// A working evaluation, to be changed into yours: 1. The parameters of the record are the options
// of recipes; other components and lists of threat models may be among them. Give each a default
// and a <param> line; `rocl plugins` shows them. 2. Evaluate receives a bench: the trained encoder,
// the data, and methods that train, classify and attack in batches. Make a classifier from images
// to logits [N, K] of it. 3. bench.Measure then gives one condition for clean images and one for
// each threat model. The host computes accuracies and tables from the conditions. 4. Dispose of the
// networks that you get or build.

/// <summary>
/// The nearest class mean: an image belongs to the class with the mean training feature that is
/// nearest to its own feature.
/// </summary>
/// <remarks>
/// Nothing is trained. The squared distance is ‖f‖² − 2 f·m + ‖m‖², so the classifier is linear,
/// with the logits <c>f·m − ½‖m‖²</c>, and attacks have a useful gradient.
/// <para>Errors: ROCL0510 images without labels.</para>
/// <para>
/// Begun from: Mensink et al. 2013, IEEE TPAMI 35(11), section 3.2, with the identity as the
/// metric.
/// </para>
/// </remarks>
/// <param name="Batch">The number of images in one forward pass.</param>
/// <param name="Attack">The attack on test images; without one, only clean images count.</param>
/// <param name="Threats">The threat models to attack in, one condition each.</param>
/// <example>
/// <code>
/// { "evaluate": [{ "use": "nearest-mean", "attack": { "use": "pgd", "iterations": 3 },
///                  "threats": [{ "linf": "8/255" }] }] }
/// </code>
/// </example>
[Component("nearest-mean", "The nearest class mean on the frozen encoder, clean and attacked")]
public sealed record NearestMean(
    [Range(1, 100_000)] int Batch = 256,
    IAttack? Attack = null,
    IReadOnlyList<ThreatModel>? Threats = null
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
        var means = Means(features, labels, bench.Train.Classes.Count);
        SetWeights((TorchSharp.Modules.Linear)classifier, means);

        using var network = nn.Sequential(("encoder", encoder), ("classifier", classifier));
        return new(
            $"nearest class mean: frozen encoder, {bench.Train.Count} training images; {bench.Test.Count} test images",
            bench.Measure(new(network, Batch), Attack, Threats)
        );
    }

    /// <summary>The mean feature of each class, [K, F]; zero for a class without images.</summary>
    /// <param name="features">[N, F].</param>
    /// <param name="labels">int64 [N], each from 0 to K - 1.</param>
    /// <param name="classes">K.</param>
    public static Tensor Means(Tensor features, Tensor labels, int classes)
    {
        var members = nn.functional.one_hot(labels, classes).to(features.dtype);
        var counts = members.sum([0]).clamp_min(1).unsqueeze(1);
        return members.t().mm(features) / counts;
    }

    private static void SetWeights(TorchSharp.Modules.Linear classifier, Tensor means)
    {
        using var untracked = no_grad();
        classifier.weight.copy_(means);
        classifier.bias!.copy_(means.square().sum(1) / -2);
    }
}
