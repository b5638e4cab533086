using System.Globalization;
using System.Text;
using RoCL.Core.Components;

namespace RoCL.Plugins.Schema;

/// <summary>
/// The reference of recipes and suites as a page of Markdown: <c>docs/recipe.md</c>.
/// </summary>
public static class RecipePage
{
    private const int Columns = 100;

    private const string Beginning = """
        # Recipes and suites, key by key

        <!-- Written by `rocl plugins --markdown`: edit host/RoCL.Plugins/Schema. -->

        A recipe is JSON with comments and trailing commas; a file with `rows` is a suite. A number may be
        written as a fraction, such as `"8/255"`, and most may change while training goes on:
        `{ "from": 0, "to": 1, "over": "training" }`. A list of one may be written without brackets.
        [experiments.md](experiments.md) says what the keys are good for. `rocl plugins --schema` writes the
        same as a JSON schema for editors, and `rocl new recipe NAME` sets an editor up.

        """;

    /// <summary>The whole page.</summary>
    /// <param name="components">The components, with the summaries of their options.</param>
    public static string Of(IEnumerable<ComponentDescription> components)
    {
        var page = new StringBuilder(Beginning.ReplaceLineEndings("\n"));
        page.Append("\n## Keys of a recipe\n").Append(Table(RecipeKeys.All));
        page.Append("\nOne line of each, as an example:\n```jsonc\n");
        foreach (var key in RecipeKeys.All)
            page.Append(Quoted(key.Example)).Append(",\n");
        page.Append("```\n");
        foreach (var key in RecipeKeys.All)
            page.Append(Inside(key.Name, key.Type));
        page.Append("\n## Keys of a suite\n").Append(Table(SuiteKeyList.All));
        page.Append("```jsonc\n");
        foreach (var key in SuiteKeyList.All.Where(key => key.Example.Length > 0))
            page.Append(Quoted(key.Example)).Append(",\n");
        page.Append("```\n\n## Components\n");
        foreach (var kind in components.GroupBy(component => component.Kind))
            page.Append(Of(kind.Key, kind));
        return page.ToString();
    }

    private static string Quoted(string example) => example.Replace('\'', '"');

    private static string Inside(string name, KeyType type) =>
        type switch
        {
            KeyType.Keys keys => Table($"`{name}`", keys.Members),
            KeyType.Component { Beside.IsEmpty: false } component => Table(
                $"`{name}`, beside the component's options",
                component.Beside
            ),
            KeyType.ListOf list => Inside(name, list.Member),
            KeyType.MapOf map => Inside($"{name}.NAME", map.Value),
            KeyType.Either either => string.Concat(either.Types.Select(each => Inside(name, each))),
            _ => "",
        };

    private static string Table(string title, IEnumerable<RecipeKey> keys) => $"\n### {title}\n{Table(keys)}";

    private static string Table(IEnumerable<RecipeKey> keys) =>
        Rows(keys.Select(key => new Row(key.Name, $"{key.Type}", key.Default, key.Summary)));

    private static string Of(ComponentKind kind, IEnumerable<ComponentDescription> components)
    {
        var section = new StringBuilder($"\n### {Words.OfMember(kind.ToString()).Replace('-', ' ')}\n");
        foreach (var component in components)
        {
            section.Append('\n').Append(Wrapped($"**`{component.Name}`** {component.Summary}"));
            if (component.Options.Count > 0)
                section.Append('\n').Append(Rows(component.Options.Select(Of)));
        }

        return section.ToString();
    }

    private static string Wrapped(string text)
    {
        var lines = new StringBuilder();
        var column = 0;
        foreach (var word in text.Split(' '))
        {
            var isFirst = column == 0;
            var fits = column + 1 + word.Length <= Columns;
            if (!isFirst)
                lines.Append(fits ? ' ' : '\n');
            lines.Append(word);
            column = isFirst || !fits ? word.Length : column + 1 + word.Length;
        }

        return lines.Append('\n').ToString();
    }

    private static Row Of(OptionDescription option) =>
        new(
            option.Name,
            $"{option.Type}{Range(option)}{Fewest(option)}{(option.IsDistinct ? ", each once" : "")}",
            option.Default ?? "required",
            option.Summary ?? ""
        );

    private static string Range(OptionDescription option) =>
        (option.Low, option.High) switch
        {
            (null, null) => "",
            ({ } low, null) => $", {Number(low)} or more",
            (null, { } high) => $", {Number(high)} or less",
            ({ } low, { } high) => $", {Number(low)} to {Number(high)}",
        };

    private static string Fewest(OptionDescription option)
    {
        if (option.Fewest == 0)
            return "";
        return option.Type is OptionType.Text ? ", not blank" : $", {option.Fewest} or more of them";
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Rows(IEnumerable<Row> rows) =>
        "| key | type | default | what it is |\n| --- | --- | --- | --- |\n"
        + string.Concat(
            rows.Select(row => $"| `{row.Key}` | {Cell(row.Type)} | {Cell(row.Default)} | {Cell(row.Summary)} |\n")
        );

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private sealed record Row(string Key, string Type, string Default, string Summary);
}
