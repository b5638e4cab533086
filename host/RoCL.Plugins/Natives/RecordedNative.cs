using System.Security.Cryptography;

namespace RoCL.Plugins.Natives;

/// <summary>
/// A native library that a build has brought along, looked at without loading it: a damaged one
/// ends the process that does.
/// </summary>
/// <param name="Name">Its path below the folder that has the record, with slashes.</param>
/// <param name="Sha256">The hash of its bytes, in small letters.</param>
public sealed record RecordedNative(string Name, string Sha256)
{
    /// <summary>
    /// The file that has them, beside the program and in a plugin's folder: a hash and a name a
    /// line, as <c>sha256sum</c> reads them.
    /// </summary>
    public const string RecordName = "natives.sha256";

    private const string MissingCode = "ROCL0703";
    private const string DamagedCode = "ROCL0704";

    /// <summary>Those of a record; none where it is missing.</summary>
    /// <param name="record">The record's path.</param>
    public static ImmutableArray<RecordedNative> In(string record) =>
        File.Exists(record) ? [.. File.ReadLines(record).Select(Parse).OfType<RecordedNative>()] : [];

    /// <summary>
    /// ROCL0703 where it is missing, ROCL0704 where it was cut short or cannot be read;
    /// <see langword="null"/> where a glance shows nothing of the kind.
    /// </summary>
    /// <param name="path">Where it should be.</param>
    /// <param name="known">
    /// The path that a person knows it by; that of the file that a link leads to where left out.
    /// </param>
    public static Problem? Glance(string path, string? known = null)
    {
        if (!IsThere(path))
        {
            return new(
                MissingCode,
                known ?? path,
                "The native library is missing: the program was built with it.",
                "Build or publish the program again, or restore its package."
            );
        }

        try
        {
            return ElfFile.IsCutShort(path)
                ? Damaged(known ?? Target(path), "was cut short: it has fewer bytes than its own header says")
                : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Damaged(known ?? Target(path), $"cannot be read ({fault.Message.TrimEnd('.')})");
        }
    }

    /// <summary>
    /// As <see cref="Glance"/>, and ROCL0704 where any byte is another one than it was: all of them
    /// are read.
    /// </summary>
    /// <param name="path">Where it should be.</param>
    /// <param name="known">As of <see cref="Glance"/>.</param>
    public Problem? Examine(string path, string? known = null)
    {
        if (Glance(path, known) is { } seen)
            return seen;
        return HashOf(path) == Sha256
            ? null
            : Damaged(known ?? Target(path), "is not what the program was built with: its hash differs");
    }

    /// <summary>
    /// Whether a file is there. A link that leads nowhere exists, as far as .NET is concerned.
    /// </summary>
    /// <param name="path">Its path.</param>
    public static bool IsThere(string path) => File.Exists(path) && File.Exists(Target(path));

    /// <summary>The hash of a library's bytes, in small letters.</summary>
    /// <param name="path">Its path.</param>
    public static string HashOf(string path)
    {
        using var content = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }

    private static RecordedNative? Parse(string line) =>
        line.Split("  ", 2) is [var hash, var name] ? new(name, hash.ToLowerInvariant()) : null;

    private static Problem Damaged(string path, string how) =>
        new(
            DamagedCode,
            path,
            $"The native library {how}.",
            "Delete the file, restore its package (`dotnet restore --force`), and build or publish the program again."
        );

    // Libraries are links into the package folder: that is where the damage is.
    private static string Target(string path) =>
        File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
}
