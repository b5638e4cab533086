namespace Shared.Folders;

/// <summary>Copies folders with all that is in them.</summary>
internal static class FolderCopy
{
    /// <summary>Copies a folder.</summary>
    /// <param name="from">The folder.</param>
    /// <param name="to">The copy; the files that are copied must not be in it yet.</param>
    /// <param name="which">
    /// The files that are copied, by their paths; all where it is not said.
    /// </param>
    public static void Make(string from, string to, Func<string, bool>? which = null)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            if (which?.Invoke(file) == false)
                continue;
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
