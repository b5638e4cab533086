using System.Runtime.InteropServices;

namespace Runs.Tests.Files;

/// <summary>Second names of files, as <c>ln</c> and <c>cp -al</c> give them, on Linux.</summary>
internal static partial class HardLink
{
    /// <summary>Gives a file a second name.</summary>
    public static void Create(string original, string name) =>
        Assert.That(Link(original, name), Is.Zero, Marshal.GetLastPInvokeErrorMessage());

    /// <summary>Copies the folders below one, and gives each file a second name there.</summary>
    public static void CopyFolder(string original, string copy)
    {
        Directory.CreateDirectory(copy);
        foreach (var folder in Directory.GetDirectories(original))
        {
            CopyFolder(folder, Path.Combine(copy, Path.GetFileName(folder)));
        }

        foreach (var file in Directory.GetFiles(original))
        {
            Create(file, Path.Combine(copy, Path.GetFileName(file)));
        }
    }

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Link(string original, string name);
}
