using System.Reflection;
using System.Text.Json;
using RoCL.Core;
using RoCL.Plugins.Trust;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using TorchSharp;

namespace RoCL.Runs.Provenance;

/// <summary>
/// What a run's <c>environment.json</c> says of host and plugins; of each time that it began or
/// went on.
/// </summary>
/// <param name="Rocl">The host's version.</param>
/// <param name="Host">The host's build, as <see cref="HostBuild"/>.</param>
/// <param name="Contracts">The contracts' version.</param>
/// <param name="TorchSharp">TorchSharp's version.</param>
/// <param name="Plugins">The plugins that the recipe used.</param>
/// <param name="PluginChange">What changed, where a change was allowed.</param>
public sealed record RunRecord(
    string? Rocl,
    string? Host,
    string? Contracts,
    string? TorchSharp,
    ImmutableArray<PluginRecord>? Plugins,
    PluginChange? PluginChange
)
{
    /// <summary>
    /// How many steps the training has in all; none where an older version wrote the file.
    /// </summary>
    public long? Steps { get; init; }

    /// <summary>Where arithmetic ran.</summary>
    public string? Device { get; init; }

    /// <summary>Threads inside an operation.</summary>
    public int? Threads { get; init; }

    /// <summary>The processor's widest.</summary>
    public string? Instructions { get; init; }

    /// <summary>The version of libtorch.</summary>
    public string? Libtorch { get; init; }

    /// <summary>This very host, with no plugin.</summary>
    public static RunRecord Here { get; } =
        new(
            VersionOf(typeof(RunRecord).Assembly),
            HostBuild.Sha256,
            VersionOf(typeof(IAttack).Assembly),
            VersionOf(typeof(torch).Assembly),
            null,
            null
        );

    /// <summary>
    /// How this host is not the one of an earlier record, old -> new; <see langword="null"/> where
    /// it is.
    /// </summary>
    public string? HostSince(RunRecord earlier) =>
        Changed([
            ("rocl", earlier.Rocl, Rocl),
            ("RoCL.Contracts", earlier.Contracts, Contracts),
            ("TorchSharp", earlier.TorchSharp, TorchSharp),
            ("files", Short(earlier.Host), Short(Host)),
        ]);

    /// <summary>
    /// How a run goes on by other arithmetic than it was trained by, old -> new;
    /// <see langword="null"/> where it does not.
    /// </summary>
    public static string? OtherArithmetic(RunFolder run, Arithmetic now) =>
        RunState.Trained(run) == 0
            ? null
            : In(run).Match(records => records.IsEmpty ? null : records[^1].ArithmeticUntil(now), _ => null);

    // An older version did not write all of it.
    private string? ArithmeticUntil(Arithmetic now) =>
        Changed(
            new (string, string? Was, string?)[]
            {
                ("device", Device, now.Device),
                ("threads", $"{Threads}", $"{now.Threads}"),
                ("instructions", Instructions, now.Instructions),
                ("libtorch", Libtorch, now.Libtorch),
            }.Where(each => !string.IsNullOrEmpty(each.Was))
        );

    private static string? Changed(IEnumerable<(string Name, string? Was, string? Now)> all)
    {
        var changed = all.Where(each => each.Was != each.Now)
            .Select(each => $"{each.Name} {each.Was} -> {each.Now}")
            .ToList();
        return changed.Count > 0 ? string.Join("; ", changed) : null;
    }

    /// <summary>All that was recorded, in its order; none where the run has not begun.</summary>
    /// <returns>ROCL0262 when the file is there and does not say which plugins.</returns>
    public static Result<ImmutableArray<RunRecord>> In(RunFolder run)
    {
        try
        {
            if (!File.Exists(run.Environment))
                return ImmutableArray<RunRecord>.Empty;
            var records = Json.Read<ImmutableArray<RunRecord>>(File.ReadAllText(run.Environment));
            return records.IsDefaultOrEmpty || records.Any(record => record.Plugins is null) ? Silent(run) : records;
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            return Silent(run);
        }
    }

    /// <summary>ROCL0262.</summary>
    public static Problem Silent(RunFolder run) =>
        new(
            "ROCL0262",
            run.Environment,
            "does not say which plugins the run was made with.",
            "Restore the file from a copy; --allow-plugin-change goes on without it."
        );

    private static string? Short(string? hash) => hash?[..Math.Min(8, hash.Length)];

    private static string VersionOf(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? $"{assembly.GetName().Version}";
}
