namespace RoCL.Contracts.Native;

/// <summary>
/// The program's cache folder in the user's home. Everything in it can be made again.
/// </summary>
public static class UserCache
{
    /// <summary>
    /// The cache's subfolder for one purpose, which may not exist yet. The environment variable
    /// <c>ROCL_CACHE</c> moves the whole cache.
    /// </summary>
    /// <param name="purpose">The subfolder's name, such as <c>native</c>.</param>
    public static string Folder(string purpose) => Path.Combine(Root(), purpose);

    private static string Root()
    {
        var chosen = Environment.GetEnvironmentVariable("ROCL_CACHE");
        if (!string.IsNullOrEmpty(chosen))
            return Path.GetFullPath(chosen);
        var local = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        return Path.Combine(local.Length > 0 ? local : Path.GetTempPath(), "rocl");
    }
}
