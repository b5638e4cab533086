using System.ComponentModel.DataAnnotations;

namespace RoCL.Evaluations.Linear;

/// <summary>
/// The classifier that the recipe itself has trained: nothing more is trained.
/// </summary>
/// <remarks>
/// For recipes with labels, such as adversarial training and TRADES: this is how their own papers
/// measure them.
/// <para>
/// Errors: ROCL0510 images without labels, ROCL0511 no head of that name, ROCL0514 a head of other
/// outputs than classes.
/// </para>
/// </remarks>
/// <param name="Head">The head that gives logits.</param>
/// <param name="Batch">Images at a time.</param>
/// <param name="Attack">The attack on test images; none measures clean accuracy alone.</param>
/// <param name="Threats">The threat models of the attack, one after the other.</param>
/// <param name="Measurements">Further tests of the classifier.</param>
/// <example>
/// <code>
/// {
///   "heads": { "classifier": { "use": "linear" } },
///   "views": {
///     "adv": { "maximise": { "use": "cross-entropy", "views": ["adv"], "head": "classifier" } }
///   },
///   "loss": [{ "use": "cross-entropy", "views": ["adv"], "head": "classifier" }],
///   "evaluate": [
///     {
///       "use": "trained-head", "head": "classifier",
///       "attack": { "use": "pgd", "iterations": 3, "relativeStep": 0.4 },
///       "threats": [{ "linf": "8/255" }]
///     }
///   ]
/// }
/// </code>
/// </example>
[Component("trained-head", "The classifier that the recipe has trained, as it stands")]
public sealed record TrainedHead(
    [MeasuredHead] string Head = "classifier",
    [Range(1, 100_000)] int Batch = 256,
    [Needs("threats")] IAttack? Attack = null,
    [Needs("attack")] IReadOnlyList<ThreatModel>? Threats = null,
    IReadOnlyList<IMeasurement>? Measurements = null
) : IEvaluation
{
    /// <inheritdoc/>
    public EvaluationResult Evaluate(IBench bench)
    {
        bench.DemandLabels();
        using var scope = NewDisposeScope();
        using var encoder = bench.Encoder();
        using var head = bench.Head(Head);
        using var network = nn.Sequential(("encoder", encoder), ("head", head));
        var outputs = Outputs(bench, network);
        if (outputs != bench.Test.Classes.Count)
            throw NoClassifier(outputs, bench.Test.Classes.Count);

        var protocol = $"trained head '{Head}'; {bench.Test.Count} {bench.TestPart} images";
        return new(protocol, bench.Measure(new(network, Batch), Attack, Threats, Measurements));
    }

    /// <inheritdoc/>
    public IEnumerable<AttackIn> Planned => Measuring.Planned(Attack, Threats, Measurements);

    private static long Outputs(IBench bench, nn.Module<Tensor, Tensor> network)
    {
        using var quiet = no_grad();
        var firstImage = bench.Test.Gather(zeros(1, ScalarType.Int64)).Images.to(bench.Device);
        return network.call(firstImage).shape[1];
    }

    private ProblemException NoClassifier(long outputs, int classes) =>
        new(
            new(
                "ROCL0514",
                $"the head '{Head}'",
                $"The head gives {outputs} outputs, but the images have {classes} classes.",
                "Name a head that classifies."
            )
        );
}
