using System.Text.Json;
using System.Text.Json.Nodes;
using RoCL.Core.Components;

namespace RoCL.Core.Reading;

/// <summary>
/// Which options of a component go together: an option that has no effect beside the others is a
/// problem, not a silence.
/// </summary>
/// <param name="Components">Finds the components that stand in other options.</param>
internal sealed record OptionCompany(IComponentCatalogue Components)
{
    private const char Value = '=';
    private const char Inside = '.';

    /// <summary>The options of a component that exclude one of them.</summary>
    /// <param name="component">The component.</param>
    /// <param name="option">One of its options.</param>
    public static IEnumerable<string> RivalsOf(ComponentDescription component, string option) =>
        component
            .Options.Where(other => other.Excludes.Contains(option) || IsExcludedBy(component, other.Name, option))
            .Select(other => other.Name);

    /// <summary>
    /// Adds ROCL0280 for two options that exclude one another, ROCL0281 for one that lacks what it
    /// needs, ROCL0105 for a list that lacks members, and ROCL0154 for one that has a member twice.
    /// </summary>
    /// <param name="node">The component's place.</param>
    /// <param name="component">The component.</param>
    public void Report(RecipeNode node, ComponentDescription component)
    {
        var written = component.Options.Where(option => !node[option.Name].IsEmpty).ToList();
        foreach (var option in written)
        {
            ReportShort(node[option.Name], option);
            if (option.IsDistinct)
                DistinctMembers.Report(node[option.Name]);
            foreach (var rival in option.Excludes.Where(rival => !node[rival].IsEmpty))
                ReportRivals(node, option.Name, rival);
            foreach (var need in option.Needs.Where(need => IsGiven(node, option) && !IsMet(node, component, need)))
                ReportAlone(node, option, need);
        }
    }

    private static void ReportRivals(RecipeNode node, string option, string rival) =>
        node[option]
            .Report(
                "ROCL0280",
                $"The options '{option}' and '{rival}' exclude one another: only one of them has an effect.",
                $"Leave out '{option}' or '{rival}'."
            );

    private static void ReportAlone(RecipeNode node, OptionDescription option, OptionNeed need)
    {
        var without = option.Required ? "" : $", or take '{option.Name}' away";
        var isOff = need.Alternatives.Any(alternative => !At(node, alternative).IsEmpty);
        var remedy = isOff ? $"Give {need} a value that has an effect" : $"Write {need} too";
        node[option.Name]
            .Report("ROCL0281", $"The option '{option.Name}' has no effect without {need}.", $"{remedy}{without}.");
    }

    private static RecipeNode At(RecipeNode node, string path) =>
        path.Split(Inside).Aggregate(node, (place, key) => place[key]);

    private static void ReportShort(RecipeNode node, OptionDescription option)
    {
        var without = option.Required ? "" : ", or leave the key out";
        var count = node.Members.Length;
        if (option is { Type: OptionType.Text, Fewest: > 0 } && string.IsNullOrWhiteSpace(node.TextOrNull ?? "?"))
        {
            node.ReportMissing("The text is blank.", $"Write a text{without}.");
        }
        else if (count < option.Fewest)
        {
            var what = count == 0 ? "The list is empty." : $"The list has {count} of at least {option.Fewest} members.";
            node.ReportMissing(what, $"Name {option.Fewest} or more{without}.");
        }
    }

    private static bool IsExcludedBy(ComponentDescription component, string other, string option) =>
        component.Options.Any(each => each.Name == option && each.Excludes.Contains(other));

    // A default that is written out asks for nothing, and neither does an empty list.
    private static bool IsGiven(RecipeNode node, OptionDescription option)
    {
        var written = node[option.Name].Node;
        return IsSomething(written) && !Literal.IsWritten(written, option.Default);
    }

    private bool IsMet(RecipeNode node, ComponentDescription component, OptionNeed need) =>
        need.Alternatives.Any(alternative => IsInEffect(node, component, alternative));

    private bool IsInEffect(RecipeNode node, ComponentDescription component, string needed)
    {
        var name = needed.Split(Value, Inside)[0];
        var option = component.Options.FirstOrDefault(each => each.Name == name);
        if (option is null)
            return true;
        if (needed.Contains(Inside))
            return IsInEffectInside(node[name], option, needed[(name.Length + 1)..]);

        var effective = node[name].Node ?? Literal.Parsed(option.Default);
        return needed.Contains(Value)
            ? effective is JsonValue word && word.ToString() == needed[(name.Length + 1)..]
            : IsSomething(effective);
    }

    // What the other component does not have, it cannot lack.
    private bool IsInEffectInside(RecipeNode node, OptionDescription option, string needed)
    {
        var use = node.TextOrNull ?? node["use"].TextOrNull;
        if (option.Type is not OptionType.Component component || use is null)
            return true;
        return Components
            .Find(component.Kind, use, node.Where)
            .Match(inner => IsInEffect(node, inner, needed), _ => true);
    }

    private static bool IsSomething(JsonNode? value) =>
        value switch
        {
            null => false,
            JsonArray list => list.Count > 0,
            JsonValue constant => constant.GetValueKind() switch
            {
                JsonValueKind.False => false,
                JsonValueKind.Number => constant.GetValue<double>() != 0,
                _ => true,
            },
            _ => true,
        };
}
