using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using RoCL.Core;
using RoCL.Runs.Files;

namespace RoCL.Runs.Folders;

/// <summary>
/// The place of a folder that this process writes: noticed is when the folder is no longer there,
/// since a person moved or deleted it.
/// </summary>
public sealed partial class HeldPlace : IDisposable
{
    /// <summary>The code of a folder that is no longer where it was.</summary>
    public const string LostCode = "ROCL0631";

    private const string Deleted = " (deleted)";
    private const int ReadOnly = 0;
    private const int NotInherited = 0x80000; // O_CLOEXEC of Linux

    private readonly string _root;
    private readonly FileStatus? _status;

    // The system follows an open folder wherever it goes.
    private readonly SafeFileHandle? _opened;

    /// <summary>Looks at a folder that is there.</summary>
    /// <param name="root">The folder.</param>
    public HeldPlace(string root)
    {
        _root = root;
        _status = FileStatus.Of(root);
        if (OperatingSystem.IsLinux())
            _opened = new SafeFileHandle(Open(root, ReadOnly | NotInherited), ownsHandle: true);
    }

    /// <summary>
    /// ROCL0631: the folder is no longer there; <see langword="null"/> while it is.
    /// </summary>
    public Problem? Lost => IsThere ? null : ProblemOf(_root, PlaceNow());

    private bool IsThere =>
        OperatingSystem.IsLinux() ? FileStatus.Of(_root)?.Id == _status?.Id : Directory.Exists(_root);

    /// <summary>
    /// What some work returns that writes the folder; ROCL0631 where it failed since the folder
    /// went away.
    /// </summary>
    /// <typeparam name="T">What it returns.</typeparam>
    /// <param name="work">The work.</param>
    public Result<T> During<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception) when (Lost is { } lost)
        {
            return lost;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _opened?.Dispose();

    // Empty where it was deleted.
    private static Problem ProblemOf(string root, string? now)
    {
        return now switch
        {
            null => new(
                LostCode,
                root,
                "The folder is no longer here: it was moved or deleted while it was written, or another one took "
                    + "its place.",
                "Where it was moved, give the command again with its new place; what was written until then is "
                    + "complete there."
            ),
            "" => new(
                LostCode,
                root,
                "The folder was deleted while it was written.",
                "Give the command again, and leave the folder in its place until the command has ended."
            ),
            _ => new(
                LostCode,
                root,
                $"The folder was moved to {now} while it was written.",
                "Give the command again with its new place; what was written until then is complete there."
            ),
        };
    }

    private string? PlaceNow()
    {
        if (_opened is null or { IsInvalid: true })
            return null;
        var link = new FileInfo($"/proc/self/fd/{_opened.DangerousGetHandle()}").LinkTarget;
        return link?.EndsWith(Deleted, StringComparison.Ordinal) == true ? "" : link;
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);
}
