using RoCL.Runs.Files;

namespace RoCL.Runs.Folders;

/// <summary>Folders of runs whose <c>recipe.json</c> is gone.</summary>
public static class LostRecipe
{
    /// <summary>Whether a path holds what a run has left, and no recipe.</summary>
    public static bool Is(IFiles files, string path)
    {
        if (RunFolder.Is(path) || File.Exists(Path.Combine(path, "step.json")))
            return false;
        var run = new RunFolder(files, path);
        return File.Exists(run.Metrics) || File.Exists(run.Environment) || Directory.Exists(run.Checkpoints);
    }

    /// <summary>The runs of a path, with those whose recipe is gone.</summary>
    public static IEnumerable<RunFolder> AndRunsIn(IFiles files, string path)
    {
        if (Is(files, path))
            return [new(files, path)];
        if (RunFolder.Is(path) || !Directory.Exists(path))
            return RunFolder.In(files, path);
        return Directory
            .EnumerateDirectories(path)
            .Where(folder => RunFolder.Is(folder) || Is(files, folder))
            .Order(StringComparer.Ordinal)
            .Select(folder => new RunFolder(files, folder));
    }
}
