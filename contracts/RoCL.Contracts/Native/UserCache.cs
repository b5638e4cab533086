namespace RoCL.Contracts.Native;

/// <summary>
/// The user's cache folder of this program: all that lies in it can be made again.
/// </summary>
public static class UserCache
{
    /// <summary>
    /// A folder of the cache, by its purpose; <c>ROCL_CACHE</c> moves the whole. It may not be
    /// there yet.
    /// </summary>
    /// <param name="purpose">Such as <c>native</c>.</param>
    public static string Folder(string purpose) => Path.Combine(Root(), purpose);

    private static string Root() =>
        Environment.GetEnvironmentVariable("ROCL_CACHE") is { Length: > 0 } moved ? Path.GetFullPath(moved)
        : Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData) is { Length: > 0 } local
            ? Path.Combine(local, "rocl")
        : Path.Combine(Path.GetTempPath(), "rocl");
}
