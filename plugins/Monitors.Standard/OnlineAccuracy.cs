using System.ComponentModel.DataAnnotations;

namespace RoCL.Monitors.Standard;

/// <summary>
/// The accuracy of weighted nearest neighbours on the encoder's features, clean and under attack,
/// while pretraining goes on.
/// </summary>
/// <remarks>
/// Some training images are the neighbours, and some held-out images are classified: those of
/// <c>images.validation</c>, or else images of the training split that are not trained on. The
/// choice is the same each time, evenly spaced over the data. Features have unit length; the k
/// training images most similar to an image vote for their classes with the weight exp(s / τ), s
/// being the cosine. The attack follows the gradient of the votes of all neighbours. Values:
/// <c>clean</c>, and <c>ATTACK THREAT</c> such as <c>PGD-5 linf 8/255</c>, from 0 to 1. An image
/// that is misclassified without an attack counts as misclassified under attack.
/// <para>
/// Few images give a rough figure: with 200, one standard deviation is 3.5 points at 50 %. It shows
/// a trend; an evaluation after training measures.
/// </para>
/// <para>Errors: ROCL0168 no image is held out, ROCL0510 images without labels.</para>
/// <para>Reference: Wu et al. 2018, arXiv:1805.01978, section 3.4.</para>
/// </remarks>
/// <param name="K">How many neighbours vote; all where there are fewer.</param>
/// <param name="Neighbours">Training images that may vote; all where there are fewer.</param>
/// <param name="Images">Held-out images that are classified; all where there are fewer.</param>
/// <param name="Temperature">τ, above 0: the smaller, the more the nearest count.</param>
/// <param name="Batch">Images at a time.</param>
/// <param name="Attack">The attack; none measures clean accuracy alone.</param>
/// <param name="Threat">The threat model of the attack, such as <c>{ "linf": "8/255" }</c>.</param>
/// <example>
/// <code>
/// {
///   "images": { "validation": 8 },
///   "monitors": {
///     "probe": {
///       "use": "online-accuracy", "k": 5, "images": 8, "every": "1 epoch",
///       "attack": { "use": "pgd", "iterations": 2, "relativeStep": 0.4 },
///       "threat": { "linf": "8/255" }
///     }
///   }
/// }
/// </code>
/// </example>
[Component("online-accuracy", "Nearest-neighbour accuracy on held-out images during pretraining, clean and attacked")]
public sealed record OnlineAccuracy(
    [Range(1, 1_000_000)] int K = 20,
    [Range(1, 1_000_000)] int Neighbours = 1000,
    [Range(1, 1_000_000)] int Images = 200,
    [Range(1e-3, 1e3)] double Temperature = 0.07,
    [Range(1, 100_000)] int Batch = 256,
    [Needs("threat")] IAttack? Attack = null,
    [Needs("attack")] ThreatModel? Threat = null
) : IMonitor
{
    /// <inheritdoc/>
    public bool NeedsHeldOut => true;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> Measure(MonitorInput input)
    {
        using var scope = NewDisposeScope();
        var bench = input.Bench.On(
            "",
            EvenlySpaced.Of(input.Bench.Train, Neighbours),
            EvenlySpaced.Of(input.Bench.Test, Images)
        );
        bench.DemandLabels();
        using var encoder = bench.Encoder();
        using var votes = NeighbourVotes.Of(bench, encoder, K, Temperature, Batch);
        IReadOnlyList<ThreatModel> threats = Threat is null ? [] : [Threat];
        var conditions = bench.Measure(votes.Classifier, Attack, threats);
        return conditions.ToDictionary(condition => condition.Name, Share);
    }

    private static double Share(Condition condition) =>
        condition.Correct.Count(correct => correct) / (double)condition.Correct.Count;
}
