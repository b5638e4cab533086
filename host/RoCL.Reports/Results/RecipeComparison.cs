using System.Text.Json.Nodes;
using RoCL.Plugins.Checking;
using RoCL.Runs.Folders;
using RoCL.Runs.Provenance;
using RoCL.Runs.Recipes;
using Spectre.Console;

namespace RoCL.Reports.Results;

/// <summary>How the recipes of runs that are shown together differ.</summary>
public static class RecipeComparison
{
    private const string None = "none";

    /// <summary>Compares each run with the first; nothing where there is one alone.</summary>
    /// <param name="console">Where it is written.</param>
    /// <param name="runs">The runs.</param>
    public static void Write(IAnsiConsole console, IReadOnlyList<RunFolder> runs)
    {
        if (runs.Count < 2 || RecipeOf(runs[0]) is not { } first)
            return;
        foreach (var run in runs.Skip(1))
        {
            if (RecipeOf(run) is { } recipe)
                Write(console, $"{runs[0].Root} and {run.Root}", RecipeChange.All(first, recipe));
        }
    }

    private static void Write(IAnsiConsole console, string which, IReadOnlyList<ChangedFact> differences)
    {
        if (differences.Count == 0)
        {
            PlainColumns.Line(console, $"The recipes of {which} are the same.");
            return;
        }

        PlainColumns.Line(console, $"The recipes of {which} differ:");
        PlainColumns.Write(
            console,
            [.. differences.Select(each => new[] { each.Name, each.Was ?? None, each.Now ?? None })],
            indent: 2
        );
    }

    // A recipe that cannot be read is said where its run is opened.
    private static JsonObject? RecipeOf(RunFolder run) =>
        RecipeFiles.Load(run.Recipe, []).Match<JsonObject?>(recipe => recipe, _ => null);
}
