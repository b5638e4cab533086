using System.ComponentModel.DataAnnotations;

namespace RoCL.Evaluations.Linear;

/// <summary>
/// Weighted k-nearest neighbours on the frozen encoder's features: nothing is trained.
/// </summary>
/// <remarks>
/// Features have unit length; the k training images most similar to an image vote for their classes
/// with the weight exp(s / τ), s being the cosine. A class without a neighbour has no gradient, so
/// attacks get the gradient of the votes of all training images: through the k nearest alone, the
/// encoder would only seem robust.
/// <para>Errors: ROCL0510 images without labels.</para>
/// <para>Reference: Wu et al. 2018, arXiv:1805.01978, section 3.4: k = 200, τ = 0.07.</para>
/// </remarks>
/// <param name="K">How many neighbours vote; all where there are fewer.</param>
/// <param name="Temperature">τ, above 0: the smaller, the more the nearest count.</param>
/// <param name="Batch">Images at a time.</param>
/// <param name="Attack">The attack on test images; none measures clean accuracy alone.</param>
/// <param name="Threats">The threat models of the attack, one after the other.</param>
/// <param name="Measurements">Further tests of the classifier.</param>
/// <example>
/// <code>
/// {
///   "evaluate": [
///     {
///       "use": "nearest-neighbours", "k": 10, "temperature": 0.07,
///       "attack": { "use": "pgd", "iterations": 3, "relativeStep": 0.4 },
///       "threats": [{ "linf": "8/255" }]
///     }
///   ]
/// }
/// </code>
/// </example>
[Component("nearest-neighbours", "Weighted k-nearest neighbours on the frozen encoder, clean and attacked")]
public sealed record Neighbours(
    [Range(1, 1_000_000)] int K = 200,
    [Range(1e-3, 1e3)] double Temperature = 0.07,
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
        using var votes = NeighbourVotes.Of(bench, encoder, K, Temperature, Batch);
        var k = votes.Neighbours;
        if (k < K)
        {
            bench.Note(
                $"There are {k} training images, so all of them vote where {K} neighbours are asked for.",
                $"Write a k below {k}, or take more training images."
            );
        }

        var protocol =
            $"{k} nearest neighbours: frozen encoder, {bench.Train.Count} training images; "
            + $"{bench.Test.Count} {bench.TestPart} images";
        return new(protocol, bench.Measure(votes.Classifier, Attack, Threats, Measurements));
    }

    /// <inheritdoc/>
    public IEnumerable<AttackIn> Planned => Measuring.Planned(Attack, Threats, Measurements);
}
