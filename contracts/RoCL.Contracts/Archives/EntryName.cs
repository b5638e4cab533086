namespace RoCL.Contracts.Archives;

/// <summary>The names that an archive gives to its files.</summary>
internal static class EntryName
{
    private static readonly char[] Separators = ['/', '\\'];

    /// <summary>The names on the path, from the outside in; empty for <c>./</c>.</summary>
    public static string[] Pieces(string name) => [.. name.Split(Separators).Where(piece => piece is not ("" or "."))];

    /// <summary>
    /// Refuses a name that would lead elsewhere, if anything were unpacked by it.
    /// </summary>
    /// <exception cref="ArchiveException"><see cref="ArchiveFault.LeadsOutside"/>.</exception>
    public static void Check(string name)
    {
        var isRooted = name.StartsWith('/') || name.StartsWith('\\');
        var hasDrive = name is [_, ':', ..];
        if (isRooted || hasDrive || name.Contains('\0') || name.Split(Separators).Contains(".."))
        {
            throw new ArchiveException(
                ArchiveFault.LeadsOutside,
                $"The entry '{Archive.Printable(name)}' leads out of the archive's folder."
            );
        }
    }
}
