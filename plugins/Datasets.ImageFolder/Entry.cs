namespace RoCL.Datasets.ImageFolder;

/// <summary>A file or a folder of an archive.</summary>
/// <param name="Name">As the archive has it.</param>
/// <param name="IsFolder">Whether it is a folder.</param>
/// <param name="Bytes">
/// All of a file that is an image by its name; of others nothing is kept.
/// </param>
internal readonly record struct Entry(string Name, bool IsFolder, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>As much as one file may have.</summary>
    public const long LargestFile = 256L << 20;

    /// <summary>
    /// As much as an archive may unpack to: what fits into memory, and into an array.
    /// </summary>
    public static long LargestArchive => Math.Min(Array.MaxLength, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);

    /// <summary>The names of the folders it lies in and its own, from the outside in.</summary>
    public string[] Pieces => [.. Name.Split('/', '\\').Where(piece => piece is not ("" or "."))];

    /// <summary>
    /// Refuses a name that would lead elsewhere, if anything were unpacked by it.
    /// </summary>
    /// <exception cref="ProblemException">ROCL0430.</exception>
    public static void CheckName(string archive, string name)
    {
        if (
            name.StartsWith('/')
            || name.StartsWith('\\')
            || name is [_, ':', ..]
            || name.Contains('\0')
            || name.Split('/', '\\').Contains("..")
        )
        {
            throw Outside(archive, $"'{Shown(name)}' leads out of the archive's folder.");
        }
    }

    /// <summary>Refuses a size before anything of that size is made.</summary>
    /// <exception cref="ProblemException">ROCL0431.</exception>
    public static void CheckSize(string archive, string name, long size)
    {
        if (size > LargestFile)
            throw TooLarge(archive, $"'{Shown(name)}' claims {size} bytes; {LargestFile} are allowed.");
    }

    public static ProblemException Damaged(string archive, string what, Exception? cause = null) =>
        new(
            new(
                "ROCL0429",
                archive,
                what,
                "Make the archive again, as .tar.gz or .zip, or name a folder with the images."
            ),
            cause
        );

    public static ProblemException Outside(string archive, string what) =>
        new(
            new(
                "ROCL0430",
                archive,
                what,
                "Make an archive of plain files and folders, or unpack this one where you trust it and name the folder."
            )
        );

    public static ProblemException TooLarge(string archive, string what) =>
        new(new("ROCL0431", archive, what, "Unpack it, and name the folder instead."));

    /// <summary>
    /// A name that nobody vouches for, fit for a terminal: short, and without control characters.
    /// </summary>
    public static string Shown(string name) =>
        string.Concat(name.Take(80).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c))
        + (name.Length > 80 ? "..." : "");
}
