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
/// TorchSharp 0.107 needs <c>GLIBCXX_3.4.32</c> for a symbol that no relocation uses, so Debian 12,
/// Ubuntu 22.04 and RHEL 9 refuse to load it. When the runtime has failed to load it, a copy in the
/// user's cache folder is loaded instead, in which that one need is optional. The package's own
/// file is left unchanged, and nothing happens where the system is new enough.
/// </remarks>
public static class TorchLibraries
{
    private const string Library = "LibTorchSharp";
    private const string UnusedNeed = "GLIBCXX_3.4.32";
    private const string OtherFolder = "RoCL.LibtorchFolder";

    /// <summary>
    /// One line about the loaded copy, for reports; <see langword="null"/> while TorchSharp is not
    /// loaded, or was loaded as shipped.
    /// </summary>
    public static string? Patch { get; private set; }

    [ModuleInitializer]
    internal static void WatchForAFailedLoad()
    {
        if (OperatingSystem.IsLinux())
            AssemblyLoadContext.Default.ResolvingUnmanagedDll += LoadPatchedCopy;
    }

    private static nint LoadPatchedCopy(Assembly requester, string name)
    {
        if (name != Library || FindOriginal(requester) is not { } original)
            return 0;

        // The copy must use the very libraries of the application, or those that the host loaded in
        // their place: a second libtorch in the process aborts it.
        var folder = AppContext.GetData(OtherFolder) as string ?? Path.GetDirectoryName(original)!;
        foreach (var dependency in new[] { "libc10.so", "libtorch_cpu.so", "libtorch.so" })
        {
            var path = Path.Combine(folder, dependency);
            if (File.Exists(path))
                NativeLibrary.Load(path);
        }
        return NativeLibrary.Load(PatchedCopyOf(original));
    }

    private static string PatchedCopyOf(string original)
    {
        var bytes = File.ReadAllBytes(original);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes))[..16];
        var copy = Path.Combine(UserCache.Folder("native"), hash, Path.GetFileName(original));
        if (VersionNeeds.Weaken(bytes, UnusedNeed) == 0)
            return original;
        // One that was cut short or replaced would end the process.
        if (!File.Exists(copy) || !File.ReadAllBytes(copy).AsSpan().SequenceEqual(bytes))
            CachedFile.Write(copy, bytes);

        Patch =
            $"{original} needs {UnusedNeed}, which this system's C++ library lacks and nothing uses; "
            + $"loaded {copy} without that need";
        return copy;
    }

    private static string? FindOriginal(Assembly requester)
    {
        var searched = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
        return searched
            .Split(Path.PathSeparator)
            .Append(Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native"))
            .Append(Path.GetDirectoryName(requester.Location) ?? "")
            .Where(folder => folder.Length > 0)
            .Select(folder => Path.Combine(folder, $"lib{Library}.so"))
            .FirstOrDefault(File.Exists);
    }
}
