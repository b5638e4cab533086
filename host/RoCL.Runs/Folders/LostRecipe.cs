using RoCL.Runs.Files;

namespace RoCL.Runs.Folders;

/// <summary>Folders of runs whose <c>recipe.json</c> is gone.</summary>
public static class LostRecipe
{
    private const string Record = "environment.json";

    private static readonly ImmutableArray<string> Files = ["metrics.jsonl", Record];

    /// <summary>Whether a path holds what a run has left, and no recipe.</summary>
    public static bool Is(string path)
    {
        if (RunFolder.Is(path) || File.Exists(Path.Combine(path, "step.json")))
            return false;
        return Files.Any(name => File.Exists(Path.Combine(path, name)))
            || Directory.Exists(Path.Combine(path, "checkpoints"));
    }

    /// <summary>Whether there is any of <see cref="AndRunsIn"/>.</summary>
    public static bool OrRunsAreIn(string path) => Is(path) || RunFolder.Is(path) || FoldersIn(path).Any();

    /// <summary>
    /// ROCL0603: the recipe of a run is gone; <see langword="null"/> where a path holds no such
    /// run.
    /// </summary>
    public static Problem? In(string path)
    {
        if (!Is(path))
            return null;
        var recipe = Path.Combine(path, RunFolder.RecipeName);
        return File.Exists(Path.Combine(path, Record))
            ? new(
                MissingRun.Code,
                path,
                "The run's recipe.json is gone; environment.json has it in its last entry.",
                $"Write what stands under \"recipe\" there into {recipe}, or restore the file from a copy."
            )
            : new(
                MissingRun.Code,
                path,
                "The run's recipe.json is gone, and so is environment.json, which would have it.",
                "Restore the folder from a copy."
            );
    }

    /// <summary>The runs of a path, with those whose recipe is gone.</summary>
    public static IEnumerable<RunFolder> AndRunsIn(IFiles files, string path)
    {
        if (Is(path) || RunFolder.Is(path))
            return [new(files, path)];
        return FoldersIn(path).Order(StringComparer.Ordinal).Select(folder => new RunFolder(files, folder));
    }

    private static IEnumerable<string> FoldersIn(string path) =>
        Directory.Exists(path)
            ? Directory.EnumerateDirectories(path).Where(folder => RunFolder.Is(folder) || Is(folder))
            : [];
}
