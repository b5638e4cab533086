using System.Runtime.InteropServices;
using RoCL.Contracts.Native;
using RoCL.Core.Guards;
using RoCL.Plugins.Copies;
using RoCL.Runs.Files;
using RoCL.Runs.Natives;
using TorchSharp;

namespace RoCL.Runs.Machine;

/// <summary>
/// Loads the libtorch that a person names in place of the program's own, before TorchSharp does: on
/// Linux, what is loaded already is used by all that need a library of its name.
/// </summary>
public static unsafe class OtherLibtorch
{
    // Read by the part of the contracts that loads TorchSharp's own library on older systems: it
    // may load no second libtorch.
    private const string FolderInUse = "RoCL.LibtorchFolder";

    // A version that libtorch states about itself, in C.
    private const string VersionFunction = "aoti_torch_abi_version";

    // Loaded once a process: the variable that names it does not change.
    private static readonly Problem? Failed = LibtorchFolder.Chosen is { } folder ? Load(folder) : null;

    // Read when it is asked for: until then, it is not known that TorchSharp loads.
    private static readonly Lazy<string> NameInUse = new(() =>
        LibtorchFolder.Chosen is { } folder ? NameOf(folder) : torch.__version__
    );

    /// <summary>
    /// ROCL0715 to ROCL0719 why the libtorch that is named cannot be used; <see langword="null"/>
    /// where it is used, or none is named.
    /// </summary>
    /// <remarks>To be called before TorchSharp is first touched.</remarks>
    public static Problem? Failure() => Failed;

    /// <summary>
    /// The libtorch of this process, by what its digits follow from: the version alone where it is
    /// the one that the program was built with; else also what was built into it, and a
    /// fingerprint.
    /// </summary>
    public static string Name => NameInUse.Value;

    private static Problem? Load(LibtorchFolder folder)
    {
        if (folder.Refusal() is { } refusal)
            return refusal;
        foreach (var library in folder.Libraries)
        {
            if (LoadFailure(library) is { } failure)
                return failure;
            if (library == folder.PathOf("torch_cpu") && VersionFault(folder, library) is { } other)
                return other;
        }
        AppContext.SetData(FolderInUse, folder.Path);
        return folder
            .Libraries.Where(library => Path.GetFileName(library).StartsWith("libtorch_", StringComparison.Ordinal))
            .Select(NameFailure)
            .FirstOrDefault(failure => failure is not null);
    }

    private static Problem? LoadFailure(string library)
    {
        try
        {
            NativeLibrary.Load(library);
            return null;
        }
        catch (Exception refused) when (refused is DllNotFoundException or BadImageFormatException)
        {
            return LibtorchFolder.Unloadable(library, LibraryFault.Cause(refused.Message));
        }
    }

    // TorchSharp asks for these by their short names, and is to be given what is loaded.
    private static Problem? NameFailure(string library)
    {
        var name = Path.GetFileName(library)["lib".Length..];
        try
        {
            return LoadFailure(NamedLibrary.In(UserCache.Folder("native"), name));
        }
        catch (Exception fault) when (FileFailure.Is(fault))
        {
            return CacheFault.Of(UserCache.Folder("native"), fault);
        }
    }

    // Files beside a library may have been copied there; what it says itself is certain.
    private static Problem? VersionFault(LibtorchFolder folder, string library)
    {
        if (!NativeLibrary.TryGetExport(NativeLibrary.Load(library), VersionFunction, out var function))
            return folder.OtherVersion(null);
        var version = LibtorchVersion.Unpacked(((delegate* unmanaged[Cdecl]<ulong>)function)());
        return LibtorchVersion.AreEqual(version, LibtorchFolder.WantedVersion) ? null : folder.OtherVersion(version);
    }

    private static string NameOf(LibtorchFolder folder)
    {
        var fingerprint = LibraryFingerprint.Of(folder.PathOf("torch_cpu"));
        var own = NativeFiles.Here.PathOf(Path.GetFileName(folder.PathOf("torch_cpu")));
        if (own is not null && LibraryFingerprint.Of(own) == fingerprint)
            return torch.__version__;
        return $"{folder.StatedVersion ?? torch.__version__}, build {fingerprint}";
    }
}
