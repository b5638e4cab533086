using RoCL.Runs.Folders;
using RoCL.Runs.Recipes;
using RoCL.Runs.Replay;

namespace RoCL.Suites.Asking;

/// <summary>What the path after <c>rocl check</c> names.</summary>
/// <param name="Path">As the person wrote it.</param>
public abstract record CheckTarget(string Path)
{
    /// <summary>C# files, an assembly, a plugin's folder or a folder of plugins.</summary>
    public sealed record Plugin(string Path) : CheckTarget(Path);

    /// <summary>A recipe or a suite, by name or file.</summary>
    public sealed record Recipe(string Path) : CheckTarget(Path);

    /// <summary>The folder of a run, or of several.</summary>
    public sealed record Run(string Path) : CheckTarget(Path);

    /// <summary>What a step left that failed for good.</summary>
    public sealed record Step(string Path) : CheckTarget(Path);

    /// <summary>None of these.</summary>
    public sealed record Unknown(string Path) : CheckTarget(Path);

    /// <summary>What a path is, by what lies there.</summary>
    /// <param name="path">As the person wrote it.</param>
    public static CheckTarget Of(string path)
    {
        if (FailedStepFolder.Is(path))
            return new Step(path);
        if (LostRecipe.OrRunsAreIn(path))
            return new Run(path);
        if (Directory.Exists(path))
            return new Plugin(path);
        if (IsRecipe(path))
            return new Recipe(path);
        return File.Exists(path) ? new Plugin(path) : new Unknown(path);
    }

    /// <summary>
    /// What has to be known besides the host's own plugins, so that a component of the target can
    /// be named.
    /// </summary>
    /// <param name="paths">As the person wrote them.</param>
    public static IEnumerable<string> Besides(IEnumerable<string> paths) =>
        paths.Select(Of).OfType<Plugin>().Select(plugin => plugin.Path);

    private static bool IsRecipe(string path) =>
        path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
        || RecipeFiles.Names.Concat(SuiteFiles.Names).Contains(path);
}
