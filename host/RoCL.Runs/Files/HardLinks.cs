namespace RoCL.Runs.Files;

/// <summary>
/// How many names a file has: a copy of a folder that was made by links shares its files with the
/// original.
/// </summary>
internal static class HardLinks
{
    /// <summary>Whether a file has more than one name; no where the system does not say.</summary>
    public static bool AreOn(string path) => FileStatus.Of(path) is { Links: > 1 };
}
