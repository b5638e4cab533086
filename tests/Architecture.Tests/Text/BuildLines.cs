namespace Architecture.Tests.Text;

/// <summary>
/// What a project is built and shown with, and a script, has 120 columns, its comments too.
/// </summary>
internal static class BuildLines
{
    private static readonly HashSet<string> Kinds =
    [
        .. ".c .css .csproj .editorconfig .proj .props .py .runsettings .sh .targets".Split(' '),
    ];

    private static readonly HashSet<string> Scripts = [".ci/run", "host/packaging/Dockerfile"];

    /// <summary>Whether a file is one of those.</summary>
    public static bool IsOne(string file) => Kinds.Contains(Path.GetExtension(file)) || Scripts.Contains(file);

    public static IEnumerable<Finding> In(Document file) => Columns.TooWide(file, _ => Columns.Code);
}
