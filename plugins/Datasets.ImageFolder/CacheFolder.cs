using System.IO.Hashing;
using System.Text;
using RoCL.Contracts.Native;

namespace RoCL.Datasets.ImageFolder;

/// <summary>Where decoded pixels are kept between runs.</summary>
/// <param name="Path">The folder; it can be deleted at any time.</param>
/// <param name="LeastImages">Fewer images are decoded each time: that is as quick.</param>
/// <param name="MostBytes">What all files may take; the oldest are deleted.</param>
internal sealed record CacheFolder(string Path, int LeastImages = 256, long MostBytes = 8L << 30)
{
    private const string Extension = ".pixels";

    /// <summary>The user's.</summary>
    public static CacheFolder OfUser { get; } = new(UserCache.Folder("images"));

    /// <summary>The file for some images.</summary>
    /// <param name="root">The folder that they are in.</param>
    /// <param name="settings">All else that tells them from others.</param>
    public string FileFor(string root, string settings)
    {
        var place = System.IO.Path.GetFullPath(root);
        var hash = XxHash128.Hash(Encoding.UTF8.GetBytes($"{place}\n{settings}"));
        return System.IO.Path.Combine(Path, Convert.ToHexStringLower(hash) + Extension);
    }

    /// <summary>
    /// Writes a file whole or not at all. Nothing is lost where it cannot be written: its images
    /// are decoded again.
    /// </summary>
    /// <param name="file">The file, as <see cref="FileFor"/> says.</param>
    /// <param name="write">Writes to a path.</param>
    public void Write(string file, Action<string> write)
    {
        var staged = $"{file}.{Environment.ProcessId}";
        try
        {
            Directory.CreateDirectory(Path);
            write(staged);
            File.Move(staged, file, overwrite: true);
            DeleteOldest();
        }
        // The last is the runtime's way to say that a file would pass the limit on file sizes.
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            Delete(staged);
        }
    }

    /// <summary>A path in the folder that no other run has, for a file of this one alone.</summary>
    public string NewFile()
    {
        Directory.CreateDirectory(Path);
        return System.IO.Path.Combine(Path, $"run-{Environment.ProcessId}-{Guid.NewGuid():N}{Extension}");
    }

    // The newest stays, however large it is: it was written to be read by the next run.
    private void DeleteOldest()
    {
        var bytes = 0L;
        var files = new DirectoryInfo(Path)
            .EnumerateFiles($"*{Extension}")
            .OrderByDescending(file => file.LastWriteTime);
        var isNewest = true;
        foreach (var file in files.ToList())
        {
            bytes += file.Length;
            if (bytes > MostBytes && !isNewest)
                Delete(file.FullName);
            isNewest = false;
        }
    }

    /// <summary>Deletes a file, or leaves it where that cannot be done.</summary>
    /// <param name="file">The file.</param>
    public static void Delete(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It stays until somebody else can delete it.
        }
    }
}
