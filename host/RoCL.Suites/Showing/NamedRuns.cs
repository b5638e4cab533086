using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Suites.Rows;

namespace RoCL.Suites.Showing;

/// <summary>
/// The runs that <c>rocl show</c> is asked for, those whose recipe is gone too.
/// </summary>
/// <param name="files">The disk.</param>
/// <param name="named">Folders of runs, or of several; none for all in <c>runs/</c>.</param>
internal sealed class NamedRuns(IFiles files, ImmutableArray<string> named)
{
    /// <summary>The folder that is looked at where none is named.</summary>
    public const string UsualFolder = "runs";

    /// <summary>
    /// ROCL0603: there is no run in a folder that is named; <see langword="null"/> where each has
    /// one.
    /// </summary>
    public Problem? Missing =>
        named.FirstOrDefault(folder => !SuiteFileNames.AreIn(folder) && !In(folder).Any()) is { } missing
            ? MissingRun.At(files, missing)
            : null;

    /// <summary>The runs.</summary>
    public IReadOnlyList<RunFolder> All =>
        [
            .. named.IsEmpty
                ? files.Folders(UsualFolder).Order(StringComparer.Ordinal).SelectMany(In)
                : named.SelectMany(In),
        ];

    private IEnumerable<RunFolder> In(string folder) => LostRecipe.AndRunsIn(files, folder);
}
