using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using RoCL.Runs.Machine;
using TorchSharp;

namespace RoCL.Runs.Provenance;

/// <summary>
/// What the last digits of a run depend on besides recipe, plugins and seed: they follow from the
/// order in which numbers are added.
/// </summary>
/// <param name="Device">Where numbers are added.</param>
/// <param name="Threads">Inside an operation.</param>
/// <param name="Instructions">The widest of the processor's that libtorch may take.</param>
/// <param name="Libtorch">
/// Its version, and which build where it is another than the program's own.
/// </param>
public sealed record Arithmetic(string Device, int Threads, string Instructions, string Libtorch)
{
    // A person may have libtorch take kernels for narrower instructions only.
    private static readonly string? Limit = Environment.GetEnvironmentVariable("ATEN_CPU_CAPABILITY");

    /// <summary>The arithmetic of this process.</summary>
    public static Arithmetic On(torch.Device device) =>
        new(
            device.ToString(),
            torch.get_num_threads(),
            Limit is null ? Widest : $"{Widest}, {Limit} at most",
            OtherLibtorch.Name
        );

    /// <summary>
    /// How it differs from another, in words; <see langword="null"/> where the last digits are the
    /// same.
    /// </summary>
    /// <param name="other">The arithmetic of another run.</param>
    public string? DifferenceFrom(Arithmetic other)
    {
        var changed = Facts(other.Device, other.Threads, other.Instructions, other.Libtorch)
            .Where(fact => fact.Was != fact.Now)
            .Select(fact => $"{fact.Name} {fact.Now}")
            .ToList();
        return changed.Count == 0 ? null : $"made by other arithmetic: {string.Join(", ", changed)}";
    }

    /// <summary>
    /// How it differs from what a run was trained by until now, old -> new; <see langword="null"/>
    /// where it does not.
    /// </summary>
    /// <param name="earlier">The run's record.</param>
    public string? ChangeSince(RunRecord earlier)
    {
        var facts = Facts(earlier.Device, earlier.Threads, earlier.Instructions, earlier.Libtorch);
        // An older version did not record all of them.
        return ChangedFact.Text(facts.Where(fact => !string.IsNullOrEmpty(fact.Was)));
    }

    private ChangedFact[] Facts(string? device, int? threads, string? instructions, string? libtorch) =>
        [
            new("device", device, Device),
            new("threads", $"{threads}", $"{Threads}"),
            new("instructions", instructions, Instructions),
            new("libtorch", libtorch, Libtorch),
        ];

    private static string Widest
    {
        get
        {
            if (Avx512F.IsSupported)
                return "AVX-512";
            if (Avx2.IsSupported)
                return "AVX2";
            if (Sse2.IsSupported)
                return "SSE2";
            return AdvSimd.IsSupported ? "NEON" : "none";
        }
    }
}
