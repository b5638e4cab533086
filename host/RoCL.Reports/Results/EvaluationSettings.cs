using System.Text.Json.Nodes;
using RoCL.Runs.Provenance;
using RoCL.Runs.Results;

namespace RoCL.Reports.Results;

/// <summary>How the settings of two evaluations of one kind differ.</summary>
internal static class EvaluationSettings
{
    private const string Use = "use";
    private const string Attack = "attack";
    private const string Measurements = "measurements";
    private const string Network = "from";

    // The attack of a training has one threat model, and is in no title.
    private const string TrainingThreat = "threat";
    private static readonly string[] InTitles = ["testAttack", "attacks", "threats"];

    /// <summary>
    /// All that differ; none where the evaluations are of two kinds, or where an older version
    /// wrote the results.
    /// </summary>
    /// <param name="first">The one.</param>
    /// <param name="second">The other.</param>
    public static IEnumerable<ChangedFact> Differences(EvaluationSummary? first, EvaluationSummary? second) =>
        first?.Name == second?.Name && Settings(first) is { } was && Settings(second) is { } now
            ? Brief(RecipeChange.All(WithoutMeasurements(was), WithoutMeasurements(now)))
                .Concat(NetworksOf(was, now))
                .Concat(OfMeasurements(was, now, _ => true))
            : [];

    /// <summary>
    /// Those that differ by which a condition is made: of its measurement, and the network that its
    /// attack is transferred from.
    /// </summary>
    /// <param name="first">The one evaluation.</param>
    /// <param name="second">The other.</param>
    /// <param name="condition">The condition as the first has it.</param>
    public static IEnumerable<ChangedFact> Differences(
        EvaluationSummary? first,
        EvaluationSummary? second,
        ConditionSummary condition
    )
    {
        if (Settings(first) is not { } was || Settings(second) is not { } now)
            return [];
        var isTransferred = condition.Attacks?.Any(attack => attack.Options.ContainsKey(Network)) == true;
        return (isTransferred ? NetworksOf(was, now) : []).Concat(OfMeasurements(was, now, IsItsOwn));

        // A measurement's name is the first word of its conditions.
        bool IsItsOwn(JsonObject measurement) =>
            condition.Name.StartsWith($"{measurement["name"] ?? measurement[Use]} ", StringComparison.Ordinal);
    }

    /// <summary>Whether a setting names another run's network.</summary>
    /// <param name="fact">The setting.</param>
    public static bool IsOfNetwork(ChangedFact fact) => fact.Name.EndsWith($".{Network}", StringComparison.Ordinal);

    private static JsonObject? Settings(EvaluationSummary? evaluation) => evaluation?.By?.Component as JsonObject;

    private static IEnumerable<ChangedFact> OfMeasurements(
        JsonObject was,
        JsonObject now,
        Func<JsonObject, bool> counts
    )
    {
        var later = Named(now);
        return Named(was)
            .Where(measurement => counts(measurement.Value) && later.ContainsKey(measurement.Key))
            .SelectMany(measurement => OfMeasurement(measurement.Key, measurement.Value, later[measurement.Key]));
    }

    private static IEnumerable<ChangedFact> OfMeasurement(string name, JsonObject was, JsonObject now) =>
        Brief(RecipeChange.All(WithoutTitles(was), WithoutTitles(now)))
            .Concat(NetworksOf(was, now))
            .Select(fact => fact with { Name = $"{name}.{fact.Name}" });

    // By what they are, with a number from the second one of a kind on.
    private static Dictionary<string, JsonObject> Named(JsonObject component) =>
        (component[Measurements] as JsonArray ?? [])
            .OfType<JsonObject>()
            .GroupBy(measurement => $"{measurement[Use]}")
            .SelectMany(same =>
                same.Select((one, i) => KeyValuePair.Create(NumberedEvaluations.NameOf(same.Key, i + 1), one))
            )
            .ToDictionary();

    // Where only one of both is transferred, the titles of their columns say so.
    private static IEnumerable<ChangedFact> NetworksOf(JsonObject was, JsonObject now) =>
        was[Attack] is JsonObject before
        && now[Attack] is JsonObject after
        && before.ContainsKey(Network)
        && after.ContainsKey(Network)
            ? RecipeChange
                .All(before, after)
                .Where(fact => fact.Name == Network)
                .Select(fact => fact with { Name = $"{Attack}.{Network}" })
            : [];

    // Another component has other options, which say nothing more.
    private static IEnumerable<ChangedFact> Brief(IReadOnlyList<ChangedFact> facts)
    {
        var components = facts
            .Where(fact => fact.Name.EndsWith($".{Use}", StringComparison.Ordinal))
            .Select(fact => fact with { Name = fact.Name[..^(Use.Length + 1)] })
            .ToList();
        return facts
            .Where(fact => !components.Any(other => fact.Name.StartsWith($"{other.Name}.", StringComparison.Ordinal)))
            .Concat(components)
            .Select(fact => fact with { Was = InShort(fact.Was), Now = InShort(fact.Now) });
    }

    // A component by its name alone.
    private static string? InShort(string? value) =>
        value is ['{', ..] && JsonNode.Parse(value)?[Use] is { } name ? $"{name}" : value;

    private static JsonObject WithoutMeasurements(JsonObject component)
    {
        var rest = WithoutTitles(component);
        rest.Remove(Measurements);
        return rest;
    }

    private static JsonObject WithoutTitles(JsonObject component)
    {
        var rest = (JsonObject)component.DeepClone();
        rest.Remove(Use);
        Strip(rest);
        return rest;
    }

    private static void Strip(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            foreach (var member in list)
                Strip(member);
        }

        if (node is not JsonObject component)
            return;
        foreach (var key in component.ContainsKey(TrainingThreat) ? InTitles : InTitles.Append(Attack))
            component.Remove(key);
        foreach (var (_, value) in component)
            Strip(value);
    }
}
