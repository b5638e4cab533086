using System.Text.Json.Nodes;
using RoCL.Core.Components;

namespace RoCL.Core.Recipes;

/// <summary>
/// Reads components out of a recipe: which one, and its options, each by its own description.
/// </summary>
internal sealed record ComponentPlaces(IComponentCatalogue Catalogue, IComponentTypes Types)
{
    /// <summary>
    /// The component at a place, <c>{ "use": "pgd", "iterations": 7 }</c> or <c>"pgd"</c>;
    /// <see langword="null"/> when a problem was noted.
    /// </summary>
    /// <param name="place">Where.</param>
    /// <param name="kind">What it has to be.</param>
    /// <param name="besides">Keys that stand beside the options and are read elsewhere.</param>
    public Bound<T>? Bound<T>(Place place, ComponentKind kind, params string[] besides)
        where T : class => Use(place, kind, besides) is { } use ? new(use, Types) : null;

    /// <summary>
    /// A threat model, <c>{ "linf": "8/255" }</c>; <see langword="null"/> when a problem was noted.
    /// </summary>
    public static ThreatSpec? Threat(Place place)
    {
        place.Knowing(ThreatSpec.Norms);
        if (place.Keys.Intersect(ThreatSpec.Norms).ToList() is [var norm])
            return new(norm, place[norm].Changing(0, 0, 1e6));
        if (place.Node is null or JsonObject)
        {
            place.Report(
                "ROCL0105",
                "names no threat model, or several.",
                "Write one, such as { \"linf\": \"8/255\" }."
            );
        }

        return null;
    }

    /// <summary>A run's folder; empty when a problem was noted.</summary>
    /// <remarks>
    /// Whether the run is there is asked when its model is: a recipe can be read where the run is
    /// not.
    /// </remarks>
    public static string Run(Place place)
    {
        var problems = place.Problems.Count;
        var run = place.Text("");
        if (run.Length == 0 && place.Problems.Count == problems)
        {
            place.Report(
                "ROCL0105",
                "names no run.",
                "Write the folder of a run, such as \"runs/20261124-demo-rocl\"."
            );
        }

        return run;
    }

    private ComponentUse? Use(Place place, ComponentKind kind, params string[] besides)
    {
        var problems = place.Problems.Count;
        var name = place.Node is JsonValue ? place.Text("") : place["use"].Text("");
        if (name.Length == 0)
        {
            if (place.Problems.Count == problems)
            {
                place["use"]
                    .Report("ROCL0105", "is missing.", $"Name {WithArticle(kind.ToString().ToLowerInvariant())}.");
            }

            return null;
        }
        var known = Catalogue.Find(kind, name, place["use"].Where).Then<ComponentDescription?>(found => found);
        if (place.Take(known, null) is not { } component)
            return null;
        string[] reserved = [.. besides, "use"];
        foreach (var taken in component.Options.Select(option => option.Name).Intersect(reserved))
        {
            place.Report(
                "ROCL0143",
                $"{component.Name} has an option '{taken}', and here that key says something else.",
                $"The plugin's author has to give the option another name: {string.Join(", ", reserved)} cannot be options here."
            );
        }

        if (place.Node is not JsonObject)
        {
            return new(
                component,
                Missing(place, component, ImmutableSortedDictionary<string, OptionValue>.Empty),
                place.Where
            );
        }

        place.Knowing(component.Options.Select(option => option.Name).Concat(besides).Append("use"));
        var options = component
            .Options.Where(option => !place[option.Name].Empty)
            .Select(option => (option.Name, Value: Option(place[option.Name], option.Type, option.Low, option.High)))
            .Where(option => option.Value is not null)
            .ToImmutableSortedDictionary(option => option.Name, option => option.Value!, StringComparer.Ordinal);
        return new(component, Missing(place, component, options), place.Where);
    }

    private static string WithArticle(string noun) => "aeiou".Contains(noun[0]) ? $"an {noun}" : $"a {noun}";

    private static ImmutableSortedDictionary<string, OptionValue> Missing(
        Place place,
        ComponentDescription component,
        ImmutableSortedDictionary<string, OptionValue> options
    )
    {
        var missing = component.Options.Where(option =>
            option.Required && !options.ContainsKey(option.Name) && place[option.Name].Empty
        );
        foreach (var option in missing)
        {
            place[option.Name]
                .Report("ROCL0105", "is missing.", $"{component.Name} has no default for it: write a {option.Type}.");
        }

        return options;
    }

    private OptionValue? Option(Place place, OptionType type, double? low, double? high) =>
        type switch
        {
            OptionType.Real => new OptionValue.Number(
                place.Changing(0, low ?? double.MinValue, high ?? double.MaxValue)
            ),
            OptionType.Whole => new OptionValue.Number(
                place.Changing(0, low ?? int.MinValue, high ?? int.MaxValue, whole: true)
            ),
            OptionType.Text => new OptionValue.Text(place.Text("")),
            OptionType.Truth => new OptionValue.Truth(place.Truth(false)),
            OptionType.Choice choice => new OptionValue.Text(
                place.Word("", [.. choice.Words.Select(word => (word, word))])
            ),
            OptionType.Threat => Threat(place) is { } threat ? new OptionValue.Threat(threat) : null,
            OptionType.Component component => Use(place, component.Kind) is { } use
                ? new OptionValue.Component(use)
                : null,
            OptionType.Model => Run(place) is { Length: > 0 } run ? new OptionValue.Model(run, place.Where) : null,
            OptionType.List list => new OptionValue.List([
                .. place.Members.Select(member => Option(member, list.Of, low, high)).OfType<OptionValue>(),
            ]),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
