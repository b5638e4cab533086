using RoCL.Plugins.Checking;
using RoCL.Reports.Answers;
using RoCL.Runs.Recipes;
using RoCL.Runs.Reporting;
using Spectre.Console;

namespace RoCL.Suites.Folders;

/// <summary>
/// <c>rocl show --recipes</c>: the recipes and suites that come along, each with what it says of
/// itself.
/// </summary>
/// <param name="output">Where they go.</param>
public sealed class ShippedList(ResultOutput output)
{
    /// <summary>Lists them; the exit code.</summary>
    public int Run()
    {
        output.Write(
            Shown,
            () =>
                new
                {
                    Recipes = Named(RecipeFiles.Names, AboutRecipe),
                    Suites = Named(SuiteFiles.Names, SuiteFiles.AboutOf),
                }
        );
        return ExitCode.Done;
    }

    private static void Shown(IAnsiConsole console)
    {
        Write(console, "recipes", RecipeFiles.Names, AboutRecipe);
        Write(console, "suites", SuiteFiles.Names, SuiteFiles.AboutOf);
    }

    private static List<object> Named(IEnumerable<string> names, Func<string, string> about) =>
        [.. names.Select(name => new { name, About = about(name) })];

    private static void Write(IAnsiConsole console, string title, IEnumerable<string> names, Func<string, string> about)
    {
        PlainColumns.Line(console, title, bold: true);
        PlainColumns.Write(console, [.. names.Select(name => new[] { name, about(name) })], indent: 2);
    }

    private static string AboutRecipe(string name) =>
        RecipeFiles.Load(name, []).Match(recipe => $"{recipe["about"]}", _ => "");
}
