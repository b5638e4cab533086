using System.Text.Json.Nodes;
using RoCL.Core.Components;

namespace RoCL.Suites.Measuring;

/// <summary>
/// What <c>rocl evaluate --curves</c> measures: the recipe's first evaluation, under PGD-20 in its
/// first threat model, and the two curves of the component <c>curves</c>.
/// </summary>
/// <remarks>
/// Its cost is bounded: one attack of 20 iterations on the test images, and 348 iterations on 200
/// of them, whatever attacks the recipe has.
/// </remarks>
internal static class CurveEvaluation
{
    // The test attack of Kim et al. 2020, which the shipped recipes measure with.
    private const int Iterations = 20;
    private const double UsualStep = 0.1;
    private const double LargestStep = 1;

    // The length of a whole way, in radii: Madry's group takes a step of 2.5 radii over the number
    // of iterations.
    private const double Way = 2.5;

    private static readonly ImmutableArray<int> Counts = [1, 2, 5, 10, 20, 50, 100];

    /// <summary>The recipe with this evaluation alone.</summary>
    /// <param name="recipe">The recipe; not changed.</param>
    /// <param name="catalogue">The components that there are.</param>
    public static JsonObject In(JsonObject recipe, IComponentCatalogue catalogue)
    {
        var measured = (JsonObject)recipe.DeepClone();
        if (First(measured["evaluate"]) is not { } evaluation)
            return measured;
        var threat = ThreatOf(evaluation, recipe);
        var protocol = Innermost(evaluation);
        // Where a protocol trains against an attack, that on test images has another name.
        protocol[Has(protocol, "testAttack", catalogue) ? "testAttack" : "attack"] = Usual();
        protocol["threats"] = new JsonArray(threat.DeepClone());
        protocol["measurements"] = new JsonArray(Curves(threat));
        measured["evaluate"] = new JsonArray(evaluation.DeepClone());
        return measured;
    }

    private static bool Has(JsonObject protocol, string option, IComponentCatalogue catalogue) =>
        catalogue
            .Find(ComponentKind.Evaluation, $"{protocol["use"]}", "evaluate")
            .Match(found => found.Options.Any(each => each.Name == option), _ => false);

    private static JsonObject? First(JsonNode? evaluate)
    {
        var first = evaluate is JsonArray { Count: > 0 } list ? list[0] : evaluate;
        return first switch
        {
            JsonObject component => component,
            JsonValue name => new JsonObject { ["use"] = name.DeepClone() },
            _ => null,
        };
    }

    // A transfer, say, is by another protocol, which makes the classifier.
    private static JsonObject Innermost(JsonObject evaluation)
    {
        if (evaluation["by"] is JsonValue name)
            evaluation["by"] = new JsonObject { ["use"] = name.DeepClone() };
        return evaluation["by"] is JsonObject by ? Innermost(by) : evaluation;
    }

    private static JsonNode ThreatOf(JsonObject evaluation, JsonObject recipe)
    {
        var ofTest = (Innermost(evaluation)["threats"] as JsonArray)?.FirstOrDefault();
        var ofTraining = (recipe["views"] as JsonObject)
            ?.Select(view => (view.Value as JsonObject)?["threat"])
            .FirstOrDefault(threat => threat is not null);
        return ofTest ?? ofTraining ?? new JsonObject { ["linf"] = "8/255" };
    }

    private static JsonObject Curves(JsonNode threat) =>
        new()
        {
            ["use"] = "curves",
            ["attack"] = Usual(),
            ["threat"] = threat.DeepClone(),
            ["steps"] = new JsonArray([.. Counts.Select(JsonNode? (count) => Pgd(count))]),
        };

    private static JsonObject Usual() => Pgd(Iterations, UsualStep);

    private static JsonObject Pgd(int iterations) => Pgd(iterations, Math.Min(LargestStep, Way / iterations));

    private static JsonObject Pgd(int iterations, double relativeStep) =>
        new()
        {
            ["use"] = "pgd",
            ["iterations"] = iterations,
            ["relativeStep"] = relativeStep,
        };
}
