namespace RoCL.Runs.Machine;

/// <summary>The libraries and devices that do the arithmetic.</summary>
/// <param name="TorchSharp">TorchSharp's version.</param>
/// <param name="Libtorch">Libtorch's version.</param>
/// <param name="Threads">Threads inside an operation.</param>
/// <param name="InteropThreads">Threads between operations.</param>
/// <param name="Devices">
/// Each as <c>--device</c> takes it, and with its name.
/// </param>
/// <param name="Natives">The native files that were loaded.</param>
/// <param name="BFloat16Gain">
/// How many times as fast as float32 bfloat16 is on the CPU; <see langword="null"/> where there is
/// none.
/// </param>
/// <param name="Patch">
/// What was changed so that they load; <see langword="null"/> when they load as shipped.
/// </param>
/// <param name="Folder">
/// The folder that the person names libtorch by; <see langword="null"/> where the program's own is
/// used.
/// </param>
public sealed record TorchFacts(
    string TorchSharp,
    string Libtorch,
    int Threads,
    int InteropThreads,
    ImmutableArray<string> Devices,
    ImmutableArray<string> Natives,
    double? BFloat16Gain,
    string? Patch,
    string? Folder = null
);
