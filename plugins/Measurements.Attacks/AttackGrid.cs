using System.Globalization;

namespace RoCL.Measurements.Attacks;

/// <summary>
/// A grid of attacks that the classifier was not trained on: each of some attacks inside each of
/// some threat models.
/// </summary>
/// <remarks>
/// One condition for each pair, such as <c>grid PGD-20 l2 0.5</c>. Where a threat model meets
/// several attacks, <c>grid worst l2 0.5</c> tells which images withstood all of them, image by
/// image, since an adversary picks the attack that works; where there are several threat models,
/// <c>grid worst</c> tells which withstood everything. A mean over attacks would flatter.
/// <para>
/// Each attack sees all images: whether it is stronger alone can be read off. The worst case's time
/// is the sum.
/// </para>
/// <para>Errors: ROCL0530 no attack or no threat model.</para>
/// <para>
/// References: unseen threat models, Kim et al. 2020, arXiv:2006.07589, table 1; the worst case,
/// Croce and Hein 2020, arXiv:2003.01690.
/// </para>
/// </remarks>
/// <param name="Attacks">The attacks, one after the other.</param>
/// <param name="Threats">The threat models that each is given.</param>
/// <param name="Name">
/// Stands before the conditions' names, so that they differ from the protocol's own and from
/// another grid's.
/// </param>
[Component("attacks", "Attacks not trained on, each inside each threat model, and the worst case image by image")]
public sealed record AttackGrid(
    IReadOnlyList<IAttack> Attacks,
    IReadOnlyList<ThreatModel> Threats,
    string Name = "grid"
) : IMeasurement
{
    /// <inheritdoc/>
    public IReadOnlyList<Condition> Measure(IBench bench, Classifier classifier, Condition clean)
    {
        if (Attacks.Count == 0 || Threats.Count == 0)
        {
            throw new ProblemException(
                new(
                    "ROCL0530",
                    "the measurement attacks",
                    $"has {Attacks.Count} attack(s) and {Threats.Count} threat model(s).",
                    "List one of each at the least."
                )
            );
        }

        var within = Threats.Select(threat => Within(bench, classifier, clean, threat)).ToList();
        if (Threats.Count == 1)
            return within[0];
        return [.. within.SelectMany(found => found), Worst(clean, "", null, [.. within.Select(found => found[^1])])];
    }

    // The attacks inside one threat model; their worst case comes last.
    private List<Condition> Within(IBench bench, Classifier classifier, Condition clean, ThreatModel threat)
    {
        var found = Attacks
            .Select((attack, i) => bench.Attacked(classifier, new Named(attack, NameOf(i)), threat, clean))
            .ToList();
        return found.Count == 1 ? found : [.. found, Worst(clean, $" {threat}", threat, found)];
    }

    // Two attacks that differ in an option may be written alike: the second is numbered.
    private string NameOf(int attack)
    {
        var alike = Attacks.Take(attack).Count(earlier => $"{earlier}" == $"{Attacks[attack]}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Name} {Attacks[attack]}{(alike == 0 ? "" : $" ({alike + 1})")}"
        );
    }

    // The clean condition's name carries whatever stands before all names of this classifier.
    private Condition Worst(Condition clean, string of, ThreatModel? threat, List<Condition> found) =>
        new(
            clean.Name[..^Math.Min(clean.Name.Length, "clean".Length)] + $"{Name} worst{of}",
            [.. clean.Correct.Select((_, image) => found.All(condition => condition.Correct[image]))],
            threat,
            found.Sum(condition => condition.Seconds),
            clean.Images
        );
}
