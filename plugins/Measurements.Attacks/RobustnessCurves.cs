using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace RoCL.Measurements.Attacks;

/// <summary>
/// Robust accuracy against the budget of an attack, and against its number of iterations.
/// </summary>
/// <remarks>
/// Two curves show whether gradients are masked (Athalye et al. 2018, arXiv:1802.00420; Carlini et
/// al. 2019, arXiv:1902.06705): accuracy has to fall to nothing as the budget grows, and has to
/// reach a level that more iterations change no more. <c>rocl evaluate RUN --curves</c> measures
/// both, and the report draws them.
/// <para>
/// One condition for each point, such as <c>curve budget 2 PGD-20 linf 16/255</c> (twice the
/// radius) and <c>curve steps 50 PGD-50 linf 8/255</c>, and <c>curve clean</c> for the same images
/// without an attack. An image that is misclassified without an attack counts as misclassified
/// under each. The signs of masked gradients are not looked for at these points.
/// </para>
/// <para>
/// The cost is that of all these attacks on <paramref name="Images"/> images, however many test
/// images there are.
/// </para>
/// </remarks>
/// <param name="Attack">The attack whose budget grows; its step should be relative.</param>
/// <param name="Threat">The threat model; its radius is the budget 1.</param>
/// <param name="Budgets">Multiples of the radius, above 0.</param>
/// <param name="Steps">
/// Attacks of more and more iterations at the budget 1; none draws one curve alone.
/// </param>
/// <param name="Images">
/// On how many test images, a part with the same share of every class; all where there are fewer.
/// </param>
/// <example>
/// <code>
/// {
///   "evaluate": [
///     {
///       "use": "linear", "epochs": 5, "batch": 16,
///       "measurements": [
///         {
///           "use": "curves", "images": 20, "threat": { "linf": "8/255" }, "budgets": [0.5, 1, 2],
///           "attack": { "use": "pgd", "iterations": 2, "relativeStep": 0.5 },
///           "steps": [{ "use": "fgsm" }, { "use": "pgd", "iterations": 3, "relativeStep": 0.5 }]
///         }
///       ]
///     }
///   ]
/// }
/// </code>
/// </example>
[Component("curves", "Robust accuracy against the budget and the iterations of an attack")]
public sealed record RobustnessCurves(
    IAttack Attack,
    ThreatModel Threat,
    [MinLength(1), Distinct] IReadOnlyList<double>? Budgets = null,
    IReadOnlyList<IAttack>? Steps = null,
    [Range(1, 100_000_000)] int Images = 200
) : IMeasurement
{
    private const string Name = "curve";
    private const string Iterations = "iterations";

    private static readonly IReadOnlyList<double> UsualBudgets = [0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4];

    /// <inheritdoc/>
    public IReadOnlyList<Condition> Measure(IBench bench, Classifier classifier, Condition clean)
    {
        var count = Math.Min(Images, bench.Test.Count);
        var part = bench.On(Name, bench.Train, Subset.Of(bench.Test, count, bench.Random(Name).Seed));
        var untouched = part.Classify("clean", classifier);
        var conditions = new List<Condition> { untouched };
        foreach (var budget in Budgets ?? UsualBudgets)
        {
            var threat = Threat with { Radius = budget * Threat.Radius };
            conditions.Add(Attacked(part, classifier, new(Attack, threat), untouched, $"budget {Text(budget)}"));
        }

        foreach (var attack in Steps ?? [])
            conditions.Add(Attacked(part, classifier, new(attack, Threat), untouched, $"steps {CountOf(attack)}"));
        return conditions;
    }

    /// <inheritdoc/>
    public IEnumerable<AttackIn> Planned =>
        (Budgets ?? UsualBudgets)
            .Select(budget => new AttackIn(Attack, Threat with { Radius = budget * Threat.Radius }))
            .Concat((Steps ?? []).Select(attack => new AttackIn(attack, Threat)));

    private static Condition Attacked(IBench bench, Classifier classifier, AttackIn made, Condition clean, string point)
    {
        var name = $"{point} {AttackTitle.Of(made.Attack, made.Threat)} {made.Threat}";
        var moved = bench.Classify(name, classifier, Moved);
        return moved with
        {
            Threat = made.Threat,
            Attacks = [made.Attack],
            Correct = [.. moved.Correct.Zip(clean.Correct, (attacked, untouched) => attacked && untouched)],
        };

        Tensor Moved(Batch batch, Rng random)
        {
            var network = classifier.GradientNetwork ?? classifier.Network;
            return bench.Attack(
                made.Attack,
                batch.Images,
                bench.CrossEntropy(network, batch.Labels!),
                made.Threat,
                random
            );
        }
    }

    // An attack without an option of this name is one step, such as FGSM.
    private static string CountOf(IAttack attack) =>
        ComponentSetting.Of(attack).FirstOrDefault(setting => setting.Name == Iterations)?.Value ?? "1";

    private static string Text(double budget) => budget.ToString(CultureInfo.InvariantCulture);
}
