using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using TorchSharp;

namespace RoCL.Runs.Provenance;

/// <summary>
/// What a run's last digits hang on besides recipe, plugins and seed: who adds up, and in which
/// order.
/// </summary>
/// <param name="Device">Where.</param>
/// <param name="Threads">Inside an operation.</param>
/// <param name="Instructions">The widest of the processor's that libtorch may take.</param>
/// <param name="Libtorch">Its version.</param>
public sealed record Arithmetic(string Device, int Threads, string Instructions, string Libtorch)
{
    // A person may hold libtorch's kernels to narrower ones.
    private static readonly string? Held = Environment.GetEnvironmentVariable("ATEN_CPU_CAPABILITY");

    /// <summary>This process's.</summary>
    public static Arithmetic On(torch.Device device) =>
        new(
            device.ToString(),
            torch.get_num_threads(),
            Held is null ? Widest : $"{Widest}, {Held} at most",
            torch.__version__
        );

    private static string Widest =>
        Avx512F.IsSupported ? "AVX-512"
        : Avx2.IsSupported ? "AVX2"
        : Sse2.IsSupported ? "SSE2"
        : AdvSimd.IsSupported ? "NEON"
        : "none";
}
