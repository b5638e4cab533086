using System.Collections.Immutable;

namespace RoCL.Datasets.ImageFolder;

/// <summary>Names in a folder that are never part of a data set.</summary>
internal static class UnseenNames
{
    // Thumbnails, waste baskets and the like, of disk stations and operating systems.
    private static readonly ImmutableArray<string> FoldersOfPrograms =
    [
        "@eaDir",
        "@Recycle",
        "@Recently-Snapshot",
        "@tmp",
        "#recycle",
        "#snapshot",
        "$RECYCLE.BIN",
        "System Volume Information",
        "lost+found",
        "__MACOSX",
        "__pycache__",
    ];

    /// <summary>
    /// Why a name is not looked at; <see langword="null"/> where it is.
    /// </summary>
    /// <param name="name">The name of a file or folder.</param>
    public static LeftOutReason? Of(string name)
    {
        if (FoldersOfPrograms.Contains(name, StringComparer.OrdinalIgnoreCase))
            return LeftOutReason.OfPrograms;
        return name.StartsWith('.') ? LeftOutReason.Hidden : null;
    }
}
