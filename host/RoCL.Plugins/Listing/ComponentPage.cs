using RoCL.Core.Components;
using RoCL.Core.Numbers;
using RoCL.Plugins.Catalogue;

namespace RoCL.Plugins.Listing;

/// <summary>Every component with its options, as the page <c>docs/components.md</c>.</summary>
public static class ComponentPage
{
    private const string Beginning = """
        # Components

        <!-- Written by `rocl plugins --components`: edit the comments of the components. -->

        What recipes can name, by kind. `rocl plugins NAME` shows the same in a terminal, also of plugins of
        your own. Numbers may be written as fractions, such as `"8/255"`. A component's file in `plugins/`
        has its mathematics, shapes and papers.

        """;

    private const string Header = "| option | type | default | range | |\n| --- | --- | --- | --- | --- |\n";

    /// <summary>The whole page.</summary>
    /// <param name="components">The components, with the summaries of their options.</param>
    public static string Of(IEnumerable<ComponentDescription> components) =>
        Beginning.ReplaceLineEndings("\n")
        + string.Concat(components.GroupBy(component => component.Kind).Select(Section));

    private static string Section(IGrouping<ComponentKind, ComponentDescription> kind)
    {
        var entries = kind.OrderBy(component => component.Name, StringComparer.Ordinal).Select(Entry);
        return $"\n## {Title(kind.Key)}\n{string.Join('\n', entries)}";
    }

    private static string Entry(ComponentDescription component)
    {
        var rows = component.Options.Select(option => $"| {string.Join(" | ", Cells(option).Select(Escaped))} |\n");
        var table = component.Options.IsEmpty ? "" : $"\n{Header}{string.Concat(rows)}";
        return $"### {component.Name}\n{component.Summary}. From {component.Plugin.Id}.\n{table}";
    }

    private static IEnumerable<string> Cells(OptionDescription option)
    {
        yield return $"`{option.Name}`";
        yield return $"{option.Type}";
        yield return option.Required ? "required" : option.Default ?? "";
        yield return Range(option);
        yield return option.Summary ?? "";
    }

    private static string Range(OptionDescription option)
    {
        var low = option.Low is { } least ? $"from {Number.Show(least)}" : "";
        var high = option.High is { } most ? $"to {Number.Show(most)}" : "";
        return $"{low} {high}".Trim();
    }

    private static string Escaped(string cell) => cell.Replace("|", "\\|", StringComparison.Ordinal);

    private static string Title(ComponentKind kind)
    {
        var noun = Missing.Noun(kind);
        return $"{char.ToUpperInvariant(noun[0])}{noun[1..]}";
    }
}
