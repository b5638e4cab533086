using RoCL.Plugins.Checking;
using RoCL.Runs.Recipes;
using RoCL.Runs.Reporting;
using Spectre.Console;

namespace RoCL.Host.CommandLine;

/// <summary>
/// <c>rocl show --recipes</c>: the recipes and suites that come along, each with what it says of
/// itself.
/// </summary>
internal sealed class RecipesVerb(IAnsiConsole console)
{
    /// <summary>Lists them; the exit code.</summary>
    public int Run()
    {
        Write("recipes", RecipeFiles.Names, AboutRecipe);
        Write("suites", SuiteFiles.Names, SuiteFiles.AboutOf);
        return ExitCode.Done;
    }

    private void Write(string title, IEnumerable<string> names, Func<string, string> about)
    {
        PlainColumns.Line(console, title, bold: true);
        PlainColumns.Write(console, [.. names.Select(name => new[] { name, about(name) })], indent: 2);
    }

    private static string AboutRecipe(string name) =>
        RecipeFiles.Load(name, []).Match(recipe => $"{recipe["about"]}", _ => "");
}
