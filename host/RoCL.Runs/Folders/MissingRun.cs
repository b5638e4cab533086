using RoCL.Core;
using RoCL.Runs.Files;

namespace RoCL.Runs.Folders;

/// <summary>What is said where a path is not the folder of a run.</summary>
public static class MissingRun
{
    /// <summary>The code of a path that is not the folder of a run.</summary>
    public const string Code = "ROCL0603";

    private const string UsualFolder = "runs";

    /// <summary>
    /// ROCL0603, with the run or suite of the nearest name, beside the path or in <c>runs/</c>; of
    /// a run whose recipe is gone, that.
    /// </summary>
    /// <param name="files">The disk.</param>
    /// <param name="path">The path.</param>
    public static Problem At(IFiles files, string path) => LostRecipe.In(path) ?? NoRun(files, path);

    private static Problem NoRun(IFiles files, string path) =>
        new(
            Code,
            path,
            files.Exists(path)
                ? "This is not the folder of a run: there is no recipe.json in it."
                : "There is no folder of this name.",
            Remedy(files, path)
        );

    // A folder of runs, such as a suite's, is near to none but those in it.
    private static string Remedy(IFiles files, string path)
    {
        if (LostRecipe.AndRunsIn(files, path).FirstOrDefault() is { } run)
            return $"It holds runs: name one of them, such as '{run.Root}'.";
        return NearestTo(files, path) is { } nearest
            ? $"Did you mean '{nearest}'?"
            : "Name the folder of a run; `rocl show` lists those in runs/.";
    }

    private static string? NearestTo(IFiles files, string path)
    {
        var written = Path.TrimEndingDirectorySeparator(path);
        var name = Path.GetFileName(written);
        string[] folders = [Path.GetDirectoryName(written) ?? "", UsualFolder];
        return folders
            .Distinct()
            .Select(folder => NearestIn(files, folder, name))
            .FirstOrDefault(near => near is not null);
    }

    private static string? NearestIn(IFiles files, string folder, string name)
    {
        try
        {
            var near = files
                .Folders(folder.Length == 0 ? "." : folder)
                .Where(each => Nearest.To(name, [Path.GetFileName(each)]) is not null)
                .Where(each => LostRecipe.OrRunsAreIn(each))
                .Select(each => Path.GetFileName(each));
            return Nearest.To(name, near) is { } nearest ? Path.Combine(folder, nearest) : null;
        }
        catch (Exception fault) when (FileFailure.Is(fault))
        {
            // A folder that cannot be read names nothing.
            return null;
        }
    }
}
