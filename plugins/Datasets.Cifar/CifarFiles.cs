using System.Security.Cryptography;
using RoCL.Contracts.Archives;

namespace RoCL.Datasets.Cifar;

/// <summary>A file that was read.</summary>
/// <param name="Where">What messages call it.</param>
/// <param name="Bytes">All of it.</param>
internal readonly record struct CifarFile(string Where, ReadOnlyMemory<byte> Bytes);

/// <summary>What lies in an archive or a folder.</summary>
/// <param name="Path">The path of the archive or the folder.</param>
/// <param name="Md5">The archive's sum, if it was asked for; null for a folder.</param>
/// <param name="Names">The name of every file there.</param>
/// <param name="Wanted">The files that were wanted, by name.</param>
internal sealed record CifarFiles(
    string Path,
    string? Md5,
    IReadOnlySet<string> Names,
    IReadOnlyDictionary<string, CifarFile> Wanted
)
{
    // The largest official file has 155 MB, and the official archives unpack to 175 to 186 MB.
    private static readonly ArchiveLimits Limits = new(
        LargestFile: 256L << 20,
        LargestTotal: 512L << 20,
        MostEntries: 1000
    );

    /// <summary>What messages call a file of it.</summary>
    public string Where(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Reads a folder.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="wanted">The names of the files to be read.</param>
    /// <exception cref="ProblemException">ROCL0444 and ROCL0451.</exception>
    public static CifarFiles OfFolder(string path, IReadOnlySet<string> wanted)
    {
        try
        {
            var names = new DirectoryInfo(path).EnumerateFiles().Select(file => file.Name).ToHashSet();
            var files = names
                .Where(wanted.Contains)
                .ToDictionary(name => name, name => Load(System.IO.Path.Combine(path, name)));
            return new(path, null, names, files);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CifarProblems.Unopened(path, e);
        }
    }

    /// <summary>Reads an archive in memory: nothing of it is ever written to disk.</summary>
    /// <param name="path">The archive.</param>
    /// <param name="wanted">
    /// The names of the files to be read; they may lie in folders.
    /// </param>
    /// <param name="isSummed">Whether the archive's sum is asked for.</param>
    /// <exception cref="ProblemException">ROCL0441, ROCL0443, ROCL0444 and ROCL0451.</exception>
    public static CifarFiles OfArchive(string path, IReadOnlySet<string> wanted, bool isSummed)
    {
        try
        {
            using var archive = File.OpenRead(path);
            CheckFormat(path, archive);
            var entries = Archive.Read(archive, Limits, wanted.Contains).Where(entry => !entry.IsFolder).ToList();
            var names = NamesOf(path, entries);
            var files = entries
                .Where(entry => wanted.Contains(entry.Path[^1]))
                .ToDictionary(
                    entry => entry.Path[^1],
                    entry => new CifarFile(System.IO.Path.Combine(path, entry.Path[^1]), entry.Bytes)
                );
            return new(path, isSummed ? Md5Of(archive) : null, names, files);
        }
        catch (ArchiveException refused)
        {
            throw CifarProblems.Of(path, refused);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CifarProblems.Unopened(path, e);
        }
    }

    private static void CheckFormat(string path, FileStream archive)
    {
        if (Archive.FormatOf(archive) is ArchiveFormat.TarGzip)
            return;
        var start = new byte[4];
        archive.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        throw CifarProblems.Damaged(
            path,
            $"The file's {archive.Length} bytes begin with {Convert.ToHexStringLower(start)}; "
                + "a gzip-compressed archive begins with 1f8b."
        );
    }

    // The same name in two folders: it is not known which of the files is meant.
    private static HashSet<string> NamesOf(string path, List<ArchiveEntry> entries)
    {
        var names = new HashSet<string>();
        foreach (var entry in entries)
        {
            if (!names.Add(entry.Path[^1]))
            {
                var name = Archive.Printable(entry.Path[^1]);
                throw CifarProblems.Damaged(path, $"The archive holds two files of the name '{name}'.");
            }
        }
        return names;
    }

    // MD5 is what was published. It shows damage and mix-ups; that nothing in a file can do harm
    // does not depend on it.
    private static string Md5Of(FileStream archive)
    {
        archive.Position = 0;
        return Convert.ToHexStringLower(CryptographicOperations.HashData(HashAlgorithmName.MD5, archive));
    }

    private static CifarFile Load(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            if (file.Length > Limits.LargestFile)
                throw CifarProblems.TooLarge(path, file.Length, Limits.LargestFile);
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return new(path, bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CifarProblems.Unopened(path, e);
        }
    }
}
