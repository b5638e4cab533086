namespace RoCL.Datasets.Cifar;

/// <summary>A file that was read.</summary>
/// <param name="Where">What messages call it.</param>
/// <param name="Bytes">All of it.</param>
internal readonly record struct Content(string Where, ReadOnlyMemory<byte> Bytes);

/// <summary>What lies in an archive or a folder.</summary>
/// <param name="Path">Of the archive or the folder.</param>
/// <param name="Md5">The archive's sum, if it was asked for; null for a folder.</param>
/// <param name="Names">Of every file there.</param>
/// <param name="Files">Those that were wanted, by name.</param>
internal sealed record Contents(
    string Path,
    string? Md5,
    IReadOnlySet<string> Names,
    IReadOnlyDictionary<string, Content> Files
)
{
    /// <summary>As much as a file may have: the largest official one has 155 MB.</summary>
    public const long MostPerFile = 256L << 20;

    /// <summary>What messages call a file of it.</summary>
    public string Where(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Reads the files wanted, from whichever of the two lies there.</summary>
    /// <param name="path">Of an archive or a folder.</param>
    /// <param name="wanted">The names of files.</param>
    /// <param name="folders">
    /// What the official archives unpack to: the folder above these will do as well.
    /// </param>
    /// <param name="summed">Whether an archive's sum is asked for.</param>
    /// <exception cref="ProblemException">
    /// ROCL0440, ROCL0441, ROCL0443, ROCL0444 and ROCL0451.
    /// </exception>
    public static Contents Of(string path, IReadOnlySet<string> wanted, IEnumerable<string> folders, bool summed)
    {
        try
        {
            return Directory.Exists(path)
                    ? OfFolder(
                        folders.Select(name => System.IO.Path.Combine(path, name)).FirstOrDefault(Directory.Exists)
                            ?? path,
                        wanted
                    )
                : File.Exists(path) ? Archive.Read(path, wanted, summed)
                : throw Refused.Missing(
                    path,
                    $"there is no such file or folder, seen from {Environment.CurrentDirectory}.",
                    "Give 'path' an official archive or the folder it unpacks to; `rocl run --fetch` gets the archive where there is a network."
                );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refused.Unopened(path, e);
        }
    }

    private static Contents OfFolder(string path, IReadOnlySet<string> wanted)
    {
        var files = new DirectoryInfo(path).EnumerateFiles().ToDictionary(file => file.Name);
        return new(
            path,
            null,
            files.Keys.ToHashSet(),
            files
                .Values.Where(file => wanted.Contains(file.Name))
                .ToDictionary(file => file.Name, file => Load(System.IO.Path.Combine(path, file.Name)))
        );
    }

    private static Content Load(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            if (file.Length > MostPerFile)
                throw Refused.TooLarge(path, $"it has {file.Length} bytes; {MostPerFile} are allowed.");
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return new(path, bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refused.Unopened(path, e);
        }
    }
}
