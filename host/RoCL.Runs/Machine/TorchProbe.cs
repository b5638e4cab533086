using System.Diagnostics;
using System.Runtime.InteropServices;
using RoCL.Contracts.Native;
using RoCL.Core;
using RoCL.Core.Guards;
using RoCL.Plugins.Copies;
using RoCL.Runs.Natives;
using TorchSharp;

namespace RoCL.Runs.Machine;

/// <summary>Loads libtorch, and finds why it does not load.</summary>
public static class TorchProbe
{
    private static readonly string[] NativeNames = ["torch", "c10"];

    /// <summary>
    /// ROCL0701 with the cause when libtorch cannot be loaded, ROCL0706 when the cache has no room
    /// for what is loaded, ROCL0715 to ROCL0719 when libtorch is another one that the person names;
    /// <see langword="null"/> when it can.
    /// </summary>
    /// <remarks>
    /// To be called before TorchSharp is first touched, which on its own prints a page to standard
    /// output and throws something else.
    /// </remarks>
    public static Problem? Failure() => OtherLibtorch.Failure() ?? OwnFailure();

    private static Problem? OwnFailure()
    {
        try
        {
            // The order is TorchSharp's own, which goes on without the first as well.
            NativeLibrary.TryLoad("torch_cpu", typeof(torch).Assembly, null, out _);
            NativeLibrary.Load("LibTorchSharp", typeof(torch).Assembly, null);
            return null;
        }
        catch (Exception refused)
            when (DiskFault.Is(refused) || refused is TypeLoadException or BadImageFormatException)
        {
            return Refusal(refused);
        }
    }

    /// <summary>
    /// ROCL0706 where a file could not be written: on older systems, a copy of TorchSharp's library
    /// is made in the cache. Else ROCL0701.
    /// </summary>
    /// <param name="refused">What loading has thrown.</param>
    internal static Problem Refusal(Exception refused) =>
        DiskFault.Is(refused) && refused is not (FileNotFoundException or FileLoadException)
            ? CacheFault.Of(UserCache.Folder("native"), refused)
            : new(
                "ROCL0701",
                "libtorch",
                $"The library cannot be loaded: {LibraryFault.Cause(refused.Message)}",
                "Build the host on this machine, so that libtorch for "
                    + $"{RuntimeInformation.RuntimeIdentifier} lies beside it."
            );

    /// <summary>What was loaded; where it cannot be, as <see cref="Failure"/>.</summary>
    public static Result<TorchFacts> Examine() =>
        Failure() is { } failure
            ? failure
            : new TorchFacts(
                VersionText.Of(typeof(torch).Assembly),
                OtherLibtorch.Name,
                torch.get_num_threads(),
                torch.get_num_interop_threads(),
                [.. Devices()],
                [.. NativeFiles()],
                BFloat16Speed.Measured(torch.CPU),
                TorchLibraries.Patch,
                LibtorchFolder.Chosen?.Path
            );

    private static IEnumerable<string> Devices() =>
        torch.cuda.is_available()
            ? CudaNames.Of(torch.cuda.device_count()).Select((name, i) => $"cuda:{i} ({name})").Prepend("cpu")
            : ["cpu"];

    private static IEnumerable<string> NativeFiles()
    {
        using var process = Process.GetCurrentProcess();
        return
        [
            .. process
                .Modules.Cast<ProcessModule>()
                .Select(module => module.FileName)
                .Where(IsNative)
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }

    private static bool IsNative(string file)
    {
        var name = Path.GetFileName(file);
        return name != "TorchSharp.dll"
            && Array.Exists(NativeNames, part => name.Contains(part, StringComparison.OrdinalIgnoreCase));
    }
}
