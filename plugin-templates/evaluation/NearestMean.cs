using System.ComponentModel.DataAnnotations;

/// <summary>
/// The nearest class mean: an image goes to the class whose mean training feature is nearest to its
/// own.
/// </summary>
/// <remarks>
/// Nothing is trained. The squared distance is ‖f‖² − 2 f·m + ‖m‖², so the classifier is linear,
/// <c>f·m − ½‖m‖²</c>, and attacks have a gradient to climb.
/// <para>Errors: ROCL0510 images without labels.</para>
/// <para>
/// Reference: Mensink et al. 2013, IEEE TPAMI 35(11), section 3.2, with the identity for a metric.
/// </para>
/// </remarks>
/// <param name="Batch">Images at a time.</param>
/// <param name="Attack">The attack on test images; none measures clean accuracy alone.</param>
/// <param name="Threats">The threat models that it is given, one after the other.</param>
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
        Become(
            (TorchSharp.Modules.Linear)classifier,
            Means(features, bench.Train.Labels!.to(bench.Device), bench.Train.Classes.Count)
        );
        using var network = nn.Sequential(("encoder", encoder), ("classifier", classifier));
        return new(
            $"nearest class mean: frozen encoder, {bench.Train.Count} training images; {bench.Test.Count} test images",
            bench.Measure(new(network, Batch), Attack, Threats)
        );
    }

    /// <summary>The mean of each class's features, [K, F].</summary>
    /// <param name="features">[N, F].</param>
    /// <param name="labels">int64 [N], each from 0 to K - 1.</param>
    /// <param name="classes">K.</param>
    public static Tensor Means(Tensor features, Tensor labels, int classes)
    {
        var members = nn.functional.one_hot(labels, classes).to(features.dtype);
        return members.t().mm(features) / members.sum([0]).clamp_min(1).unsqueeze(1);
    }

    private static void Become(TorchSharp.Modules.Linear classifier, Tensor means)
    {
        using var untracked = no_grad();
        classifier.weight.copy_(means);
        classifier.bias!.copy_(means.square().sum(1) / -2);
    }
}

// In a recipe: "evaluate": [{ "use": "nearest-mean", "attack": { "use": "pgd", "iterations": 20 },
// "threats": [{ "linf": "8/255" }] }]
