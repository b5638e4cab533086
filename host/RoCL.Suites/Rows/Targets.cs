using RoCL.Reports.Results;
using RoCL.Runs.Folders;

namespace RoCL.Suites.Rows;

/// <summary>What <c>rocl run</c> is given to run, as words.</summary>
public static class Targets
{
    /// <summary>
    /// The folder of a run or suite that has begun; <see langword="null"/> where the words name
    /// something new.
    /// </summary>
    public static string? Begun(ImmutableArray<string> targets) =>
        targets is [var only] && (SuiteFileNames.AreIn(only) || RunFolder.Is(only)) ? only : null;

    /// <summary>What new results are called.</summary>
    public static string NameOf(ImmutableArray<string> targets) =>
        targets switch
        {
            [] => "demo",
            [var one] => Path.GetFileNameWithoutExtension(one),
            _ => "several",
        };

    /// <summary>The recipes, the demonstration's where none are named.</summary>
    public static ImmutableArray<string> RecipesOf(ImmutableArray<string> targets) =>
        targets.IsEmpty ? Demonstration.Recipes : targets;
}
