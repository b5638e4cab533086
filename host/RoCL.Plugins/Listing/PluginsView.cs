using RoCL.Core.Components;
using RoCL.Core.Numbers;
using RoCL.Plugins.Catalogue;
using RoCL.Plugins.Checking;
using RoCL.Plugins.Metadata;
using RoCL.Plugins.Trust;
using Spectre.Console;

namespace RoCL.Plugins.Listing;

/// <summary>What <c>rocl plugins</c> shows: the list, or one component in full.</summary>
public static class PluginsView
{
    /// <summary>
    /// Every component by its kind: name, summary, plugin and version; and what cannot be used, and
    /// why.
    /// </summary>
    /// <param name="console">Where to.</param>
    /// <param name="catalogue">What there is.</param>
    public static void List(IAnsiConsole console, PluginCatalogue catalogue)
    {
        var kinds = catalogue.Components.GroupBy(component => component.Kind).ToList();
        // One width for all kinds, so that the eye finds the plugin of any line at once.
        var name = Widest(catalogue, component => component.Name);
        var summary = Widest(catalogue, component => component.Summary);
        foreach (var kind in kinds)
        {
            PlainColumns.Line(console, Missing.Noun(kind.Key), bold: true);
            PlainColumns.Write(
                console,
                indent: 2,
                rows:
                [
                    .. kind.Select(component =>
                        new[]
                        {
                            component.Name.PadRight(name),
                            component.Summary.PadRight(summary),
                            $"{component.Plugin}",
                        }
                    ),
                ]
            );
        }
        var problems = catalogue.Problems.ToList();
        if (problems.Count == 0)
            return;
        PlainColumns.Line(console);
        PlainColumns.Line(console, "cannot be used", bold: true);
        foreach (var problem in problems)
            PlainColumns.Line(console, $"  {problem}");
    }

    /// <summary>
    /// One component: what it is, its options, what to paste into a recipe, and where it comes
    /// from.
    /// </summary>
    /// <param name="console">Where to.</param>
    /// <param name="component">
    /// Its options with summaries, where there are any (see <see cref="ComponentDocumentation"/>).
    /// </param>
    /// <param name="catalogue">What there is besides.</param>
    public static void Show(IAnsiConsole console, ComponentDescription component, PluginCatalogue catalogue)
    {
        var name = ComponentName.Of(component, catalogue.Namesakes(component));
        PlainColumns.Line(console, $"{component.Name}: {Missing.Noun(component.Kind)}", bold: true);
        PlainColumns.Line(console, component.Summary);
        PlainColumns.Line(console);
        if (component.Options.IsEmpty)
        {
            PlainColumns.Line(console, "It has no options.");
        }
        else
        {
            PlainColumns.Write(
                console,
                [
                    ["option", "type", "default", "range", ""],
                    .. component.Options.Select(Row),
                ],
                indent: 2
            );
        }

        foreach (var line in component.Options.SelectMany(Company))
            PlainColumns.Line(console, $"  {line}");
        PlainColumns.Line(console);
        PlainColumns.Line(console, "in a recipe", bold: true);
        PlainColumns.Line(console, $"  {Snippet.Of(component, name)}");
        PlainColumns.Line(console);
        PlainColumns.Line(console, $"from {component.Plugin}, {component.Plugin.Known}");
        if (catalogue.Of(component)?.Contracts is { } contracts)
        {
            PlainColumns.Line(
                console,
                $"built against RoCL.Contracts {contracts.ToString(2)}; sha256 {PluginHash.Of(component.Plugin)}"
            );
        }

        var full = ComponentName.InFull(component, catalogue.Namesakes(component));
        PlainColumns.Line(console, $"named \"{full}\" in full");
    }

    private static string[] Row(OptionDescription option) =>
        [
            option.Name,
            $"{option.Type}",
            option.Required ? "required" : option.Default ?? "",
            Range(option),
            option.Summary ?? "",
        ];

    private static IEnumerable<string> Company(OptionDescription option) =>
        [
            .. option.Excludes.Select(other => $"{option.Name} does not go together with {other}"),
            .. option.Needs.Select(need => $"{option.Name} has no effect without {need}"),
            .. option.IsDistinct ? [$"{option.Name} has each member once"] : Array.Empty<string>(),
        ];

    private static string Range(OptionDescription option) =>
        (option.Low, option.High) switch
        {
            (null, null) => "",
            ({ } low, null) => $"from {Number.Show(low)}",
            (null, { } high) => $"to {Number.Show(high)}",
            ({ } low, { } high) => $"{Number.Show(low)} to {Number.Show(high)}",
        };

    private static int Widest(PluginCatalogue catalogue, Func<ComponentDescription, string> cell) =>
        catalogue.Components.Select(component => cell(component).Length).DefaultIfEmpty().Max();
}
