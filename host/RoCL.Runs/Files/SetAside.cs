namespace RoCL.Runs.Files;

/// <summary>
/// The one way in which something of a run is taken out of use: it gets another name, and nothing
/// is overwritten, so that a person can still look at it.
/// </summary>
public static class SetAside
{
    /// <summary>Renames a file or a folder.</summary>
    /// <param name="files">The disk.</param>
    /// <param name="path">What it is called.</param>
    /// <param name="aside">What it is to be called, where that name is free.</param>
    public static void Rename(IFiles files, string path, string aside)
    {
        files.Rename(path, FreeName(files, aside));
        files.FlushFolder(Path.GetDirectoryName(Path.GetFullPath(aside))!);
    }

    /// <summary>
    /// A name that neither a file nor a folder has: the one asked for, else <c>NAME.2</c>,
    /// <c>NAME.3</c> and so on.
    /// </summary>
    public static string FreeName(IFiles files, string path)
    {
        var name = path;
        for (var number = 2; files.Exists(name); number++)
            name = $"{path}.{number}";
        return name;
    }
}
