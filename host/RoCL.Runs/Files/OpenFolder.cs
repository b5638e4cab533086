using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace RoCL.Runs.Files;

/// <summary>
/// A folder that is held open: Linux follows it wherever it is moved. Elsewhere nothing is known.
/// </summary>
internal sealed partial class OpenFolder : IDisposable
{
    private const int ReadOnly = 0;
    private const int NotInherited = 0x80000; // O_CLOEXEC of Linux
    private const int LongestPath = 4096;
    private const string Deleted = " (deleted)";

    private readonly SafeFileHandle? _opened;

    /// <summary>Opens a folder.</summary>
    public OpenFolder(string path)
    {
        if (OperatingSystem.IsLinux())
            _opened = new SafeFileHandle(Open(path, ReadOnly | NotInherited), ownsHandle: true);
    }

    /// <summary>
    /// Where it is now; empty where it was deleted, <see langword="null"/> where that is not known.
    /// </summary>
    public string? PlaceNow()
    {
        if (_opened is null or { IsInvalid: true })
            return null;
        var path = new byte[LongestPath];
        var length = ReadLink($"/proc/self/fd/{_opened.DangerousGetHandle()}", path, path.Length);
        if (length <= 0)
            return null;
        var place = Encoding.UTF8.GetString(path, 0, (int)length);
        return place.EndsWith(Deleted, StringComparison.Ordinal) ? "" : place;
    }

    /// <inheritdoc/>
    public void Dispose() => _opened?.Dispose();

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "readlink", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint ReadLink(string path, byte[] target, nint length);
}
