using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using System.Security.Cryptography;

namespace RoCL.Contracts.Native;

/// <summary>
/// Makes TorchSharp load where the system's C++ library is older than the one it was linked with.
/// </summary>
/// <remarks>
/// TorchSharp 0.107 names <c>GLIBCXX_3.4.32</c> among its needs, for a symbol that no relocation
/// uses, so Debian 12, Ubuntu 22.04 and RHEL 9 refuse it. When the runtime has failed to load it, a
/// copy in the user's cache folder, with that one need made optional, is loaded instead; the
/// package's own file stays as it is, and where the system is new enough nothing happens.
/// </remarks>
public static class TorchLibraries
{
    private const string Library = "LibTorchSharp";
    private const string Needless = "GLIBCXX_3.4.32";

    /// <summary>
    /// What was done so far, for a report: one line, or <see langword="null"/> when TorchSharp
    /// loaded as shipped.
    /// </summary>
    public static string? Patch { get; private set; }

    [ModuleInitializer]
    internal static void WatchForAFailedLoad()
    {
        if (OperatingSystem.IsLinux())
            AssemblyLoadContext.Default.ResolvingUnmanagedDll += Load;
    }

    private static nint Load(Assembly wanting, string name)
    {
        if (name != Library || FilesOf(wanting) is not { } original)
            return 0;
        // The copy's own needs have to be met by the very files that the application has: a second
        // libtorch aborts the process.
        foreach (var sibling in new[] { "libc10.so", "libtorch_cpu.so", "libtorch.so" })
        {
            if (Path.Combine(Path.GetDirectoryName(original)!, sibling) is var path && File.Exists(path))
                NativeLibrary.Load(path);
        }

        return NativeLibrary.Load(PatchedCopyOf(original));
    }

    private static string PatchedCopyOf(string original)
    {
        var bytes = File.ReadAllBytes(original);
        var copy = Path.Combine(
            UserCache.Folder("native"),
            Convert.ToHexStringLower(SHA256.HashData(bytes))[..16],
            Path.GetFileName(original)
        );
        if (!File.Exists(copy))
        {
            if (VersionNeeds.Weaken(bytes, Needless) == 0)
                return original;
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            var staged = $"{copy}.{Environment.ProcessId}";
            File.WriteAllBytes(staged, bytes);
            File.Move(staged, copy, overwrite: true);
        }
        Patch =
            $"{original} needs {Needless}, which this system's C++ library lacks and nothing uses; loaded {copy} without that need";
        return copy;
    }

    private static string? FilesOf(Assembly wanting)
    {
        var file = $"lib{Library}.so";
        var searched = (AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "")
            .Split(Path.PathSeparator)
            .Append(Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native"))
            .Append(Path.GetDirectoryName(wanting.Location) ?? "");
        return searched
            .Where(folder => folder.Length > 0)
            .Select(folder => Path.Combine(folder, file))
            .FirstOrDefault(File.Exists);
    }
}
