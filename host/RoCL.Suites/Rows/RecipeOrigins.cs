using System.Globalization;
using System.Text.Json.Nodes;
using RoCL.Core.Components;
using RoCL.Core.Reading;
using RoCL.Core.Values;
using RoCL.Runs.Recipes;

namespace RoCL.Suites.Rows;

/// <summary>Says where the recipes of a suite come from, for their runs' records.</summary>
/// <param name="catalogue">The components that there are.</param>
internal sealed class RecipeOrigins(IComponentCatalogue catalogue)
{
    /// <summary>The suite with the origin of each row.</summary>
    /// <param name="suite">The suite.</param>
    /// <param name="targets">Recipes or a suite, as the command line names them.</param>
    /// <param name="asked">What else the command line asks for.</param>
    public Suite Noted(Suite suite, ImmutableArray<string> targets, Variation asked)
    {
        var command = CommandOf(targets, asked);
        return suite with { Rows = [.. suite.Rows.Select(row => row with { Origin = OriginOf(row, command) })] };
    }

    private RecipeOrigin OriginOf(SuiteRow row, string command)
    {
        if (row.Source is not { } source)
            return new(command, null, null);
        var parent = RecipeFiles.ParentOf(source);
        return new(command, Path.GetFileNameWithoutExtension(parent), Completed(parent));
    }

    // What is wrong with a parent is said where it matters, of the recipe that extends it.
    private JsonObject? Completed(string parent) =>
        RecipeFiles
            .Load(parent, [])
            .Then(document =>
                RecipeReader
                    .Read(parent, parent, document, catalogue)
                    .Then<JsonObject>(recipe => Completion.Of(document, recipe))
            )
            .Match<JsonObject?>(completed => completed, _ => null);

    private static string CommandOf(ImmutableArray<string> targets, Variation asked)
    {
        IEnumerable<string> words =
        [
            "rocl run",
            .. targets,
            .. asked.Settings.SelectMany(setting => new[] { "--set", setting }),
            .. asked.Grids.SelectMany(grid => new[] { "--grid", grid }),
            .. Numbered("--seed", asked.Seed),
            .. Numbered("--seeds", asked.Seeds),
            .. asked.Lasting,
        ];
        return string.Join(' ', words.Take(1).Concat(words.Skip(1).Select(Quoted)));
    }

    private static IEnumerable<string> Numbered(string option, long? number) =>
        number is null ? [] : [option, number.Value.ToString(CultureInfo.InvariantCulture)];

    // JSON after --set has quotes of its own.
    private static string Quoted(string word) =>
        word.Any(letter => "\"{}[]*|&;<>".Contains(letter)) ? $"'{word}'" : ShellWord.Of(word);
}
