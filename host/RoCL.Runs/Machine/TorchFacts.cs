namespace RoCL.Runs.Machine;

/// <summary>What does the arithmetic.</summary>
/// <param name="TorchSharp">TorchSharp's version.</param>
/// <param name="Libtorch">Libtorch's version.</param>
/// <param name="Threads">Threads inside an operation.</param>
/// <param name="InteropThreads">Threads between operations.</param>
/// <param name="Devices">
/// By their words for <c>--device</c>, with the names of what they are.
/// </param>
/// <param name="Natives">The native files that were loaded.</param>
/// <param name="Patch">
/// What had to be done before they could be; <see langword="null"/> when they load as shipped.
/// </param>
public sealed record TorchFacts(
    string TorchSharp,
    string Libtorch,
    int Threads,
    int InteropThreads,
    ImmutableArray<string> Devices,
    ImmutableArray<string> Natives,
    string? Patch
);
