using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace RoCL.Measurements.Attacks;

/// <summary>
/// A grid of attacks that the classifier was not trained on: each of some attacks inside each of
/// some threat models.
/// </summary>
/// <remarks>
/// One condition for each pair, such as <c>grid PGD-20 l2 0.5</c>. Where a threat model meets
/// several attacks, <c>grid worst l2 0.5</c> says which images withstood all of them, image by
/// image, since an adversary picks the attack that works; where there are several threat models,
/// <c>grid worst</c> says which withstood everything. A mean over attacks would be too high.
/// <para>
/// Each attack gets all images, so that the conditions show how strong it is alone. The worst
/// case's time is the sum.
/// </para>
/// <para>Errors: ROCL0530 no attack or no threat model.</para>
/// <para>
/// References: unseen threat models, Kim et al. 2020, arXiv:2006.07589, table 1; the worst case,
/// Croce and Hein 2020, arXiv:2003.01690.
/// </para>
/// </remarks>
/// <param name="Attacks">The attacks, one after the other.</param>
/// <param name="Threats">The threat models of each attack.</param>
/// <param name="Name">
/// The prefix of the conditions' names, so that they differ from the protocol's own and from
/// another grid's.
/// </param>
/// <example>
/// <code>
/// {
///   "evaluate": [
///     {
///       "use": "linear", "epochs": 5, "batch": 16,
///       "measurements": [
///         {
///           "use": "attacks", "name": "unseen",
///           "attacks": [
///             { "use": "fgsm" },
///             { "use": "pgd", "iterations": 2, "relativeStep": 0.5 }
///           ],
///           "threats": [{ "linf": "8/255" }, { "l2": 0.5 }]
///         }
///       ]
///     }
///   ]
/// }
/// </code>
/// </example>
[Component("attacks", "Attacks not trained on, each inside each threat model, and the worst case image by image")]
public sealed record AttackGrid(
    IReadOnlyList<IAttack> Attacks,
    IReadOnlyList<ThreatModel> Threats,
    [MinLength(1)] string Name = "grid"
) : IMeasurement
{
    private const string Clean = "clean"; // how the name of the clean condition ends

    /// <inheritdoc/>
    public IReadOnlyList<Condition> Measure(IBench bench, Classifier classifier, Condition clean)
    {
        if (Attacks.Count == 0 || Threats.Count == 0)
            throw EmptyGrid();

        var conditions = new List<Condition>();
        var worstCases = new List<Condition>();
        foreach (var threat in Threats)
        {
            var attacked = Attacked(bench, classifier, clean, threat);
            conditions.AddRange(attacked);
            worstCases.Add(attacked[^1]);
        }

        if (Threats.Count > 1)
            conditions.Add(WorstCase(worstCases, clean, $"{Name} worst", threat: null));
        return conditions;
    }

    /// <inheritdoc/>
    public IEnumerable<AttackIn> Planned =>
        from threat in Threats
        from attack in Attacks
        select new AttackIn(attack, threat);

    // The attacks inside one threat model; their worst case comes last.
    private List<Condition> Attacked(IBench bench, Classifier classifier, Condition clean, ThreatModel threat)
    {
        var conditions = new List<Condition>();
        var titles = AttackTitle.Distinct(Attacks, threat);
        for (var i = 0; i < Attacks.Count; i++)
        {
            var condition = bench.Attacked(classifier, Numbered(i, titles[i]), threat, clean);
            conditions.Add(condition with { Attacks = [Attacks[i]] });
        }

        if (conditions.Count > 1)
            conditions.Add(WorstCase(conditions, clean, $"{Name} worst {threat}", threat));
        return conditions;
    }

    /// <summary>
    /// An attack as this grid measures it alone, also where it does not: under the name of the
    /// grid.
    /// </summary>
    /// <param name="attack">The attack.</param>
    internal IAttack Named(IAttack attack)
    {
        var place = Enumerable.Range(0, Attacks.Count).FirstOrDefault(i => Attacks[i].Equals(attack), -1);
        return place >= 0
            ? Numbered(place, $"{attack}")
            : new NamedAttack(attack, $"{Name} {attack}", $"{Name} {attack}", this);
    }

    private NamedAttack Numbered(int attack, string title) =>
        new(Attacks[attack], KeyOf(attack), $"{Name} {title}", this);

    // What random values follow from; tables have titles of their own. Two attacks that differ in
    // an option may be written alike: the second is numbered.
    private string KeyOf(int attack)
    {
        var written = $"{Attacks[attack]}";
        var alike = Attacks.Take(attack).Count(earlier => $"{earlier}" == written);
        var number = alike == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({alike + 1})");
        return $"{Name} {written}{number}";
    }

    // The clean condition's name carries the prefix of all names of this classifier.
    private static Condition WorstCase(
        IReadOnlyList<Condition> conditions,
        Condition clean,
        string name,
        ThreatModel? threat
    )
    {
        var prefix = clean.Name[..^Math.Min(clean.Name.Length, Clean.Length)];
        var images = Enumerable.Range(0, clean.Correct.Count);
        var withstood = images.Select(image => conditions.All(condition => condition.Correct[image]));
        var seconds = conditions.Sum(condition => condition.Seconds);
        return new(prefix + name, [.. withstood], threat, seconds, clean.Images)
        {
            Attacks = [.. conditions.SelectMany(condition => condition.Attacks)],
        };
    }

    private ProblemException EmptyGrid() =>
        new(
            new(
                "ROCL0530",
                "the measurement attacks",
                $"The grid has {Attacks.Count} attacks and {Threats.Count} threat models, but needs one of each.",
                "List at least one attack and one threat model."
            )
        );
}
