using System.Text.Json.Nodes;
using RoCL.Core.Components;
using RoCL.Core.Values;

namespace RoCL.Core.Reading;

/// <summary>
/// Reads components out of a recipe: which one, and its options by its description.
/// </summary>
/// <param name="Catalogue">The components that recipes can name.</param>
internal sealed record ComponentReading(IComponentCatalogue Catalogue)
{
    /// <summary>
    /// The component at a place, <c>{ "use": "pgd", "iterations": 7 }</c> or <c>"pgd"</c>;
    /// <see langword="null"/> when a problem was added.
    /// </summary>
    /// <param name="node">The place.</param>
    /// <param name="kind">The kind that the component has to be of.</param>
    /// <param name="otherKeys">Keys beside the options, which are read elsewhere.</param>
    public ComponentUse? Use(RecipeNode node, ComponentKind kind, params string[] otherKeys)
    {
        var component = Named(node, kind);
        if (component is null)
            return null;

        ReportClashes(node, component, [.. otherKeys, "use"]);
        if (node.Node is JsonObject)
            node.AllowKeys([.. component.Options.Select(option => option.Name), .. otherKeys, "use"]);
        var options = Options(node, component);
        ReportMissing(node, component);
        new OptionCompany(Catalogue).Report(node, component);
        return new(component, options, node.Where);
    }

    /// <summary>As <see cref="Use"/>, by a default component where the place names none.</summary>
    /// <param name="node">The place; its options may stand there without a name.</param>
    /// <param name="kind">The kind that the component has to be of.</param>
    /// <param name="name">The default.</param>
    /// <param name="otherKeys">Keys beside the options, which are read elsewhere.</param>
    public ComponentUse? UseOr(RecipeNode node, ComponentKind kind, string name, params string[] otherKeys)
    {
        if (node.IsEmpty)
            return Use(node with { Node = name }, kind, otherKeys);
        if (node.Node is not JsonObject given)
            return Use(node, kind, otherKeys);
        var named = (JsonObject)given.DeepClone();
        named.TryAdd("use", name);
        return Use(node with { Node = named }, kind, otherKeys);
    }

    /// <summary>
    /// Some options of a component that is named elsewhere; none of them is required.
    /// </summary>
    /// <param name="node">The place of the options.</param>
    /// <param name="component">The component.</param>
    /// <param name="otherKeys">Keys beside the options, which are read elsewhere.</param>
    public ComponentUse Overrides(RecipeNode node, ComponentDescription component, params string[] otherKeys)
    {
        ReportClashes(node, component, [.. otherKeys]);
        node.AllowKeys([.. component.Options.Select(option => option.Name), .. otherKeys]);
        return new(component, Options(node, component), node.Where);
    }

    private ComponentDescription? Named(RecipeNode node, ComponentKind kind)
    {
        var problemsBefore = node.Problems.Count;
        const string either = "the name of a component, or an object with \"use\"";
        var name = node.Node is JsonValue ? node.TextOrNull ?? node.Expected(either, "") : node["use"].Text("");
        if (name.Length > 0)
        {
            var found = Catalogue.Find(kind, name, node["use"].Where);
            return node.ValueOf(found.Then<ComponentDescription?>(component => component), null);
        }

        if (node.Problems.Count == problemsBefore)
        {
            var noun = Words.OfMember(kind.ToString()).Replace('-', ' ');
            node["use"].ReportMissing($"The recipe names no {noun} here.", $"Name {Words.WithArticle(noun)}.");
        }

        return null;
    }

    private static void ReportClashes(RecipeNode node, ComponentDescription component, ImmutableArray<string> reserved)
    {
        foreach (var taken in component.Options.Select(option => option.Name).Intersect(reserved))
        {
            node.Report(
                "ROCL0143",
                $"The component {component.Name} has an option '{taken}', and that key has another meaning here.",
                "The plugin's author has to give the option another name: "
                    + $"{string.Join(", ", reserved)} cannot be options here."
            );
        }
    }

    private static void ReportMissing(RecipeNode node, ComponentDescription component)
    {
        foreach (var option in component.Options.Where(option => option.Required && node[option.Name].IsEmpty))
        {
            node[option.Name]
                .ReportMissing(
                    $"The option '{option.Name}' is missing.",
                    $"{component.Name} has no default for it: write {option.Type.Wanted}."
                );
        }
    }

    private ValueDictionary<OptionValue> Options(RecipeNode node, ComponentDescription component)
    {
        var options = new List<KeyValuePair<string, OptionValue>>();
        foreach (var option in component.Options.Where(option => !node[option.Name].IsEmpty))
        {
            var value = new OptionReading(this).Value(node[option.Name], option.Type, option.Low, option.High);
            if (value is not null)
                options.Add(KeyValuePair.Create(option.Name, value));
        }
        return ValueDictionary.Of<OptionValue>(options);
    }
}
