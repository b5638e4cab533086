using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using RoCL.Core;
using RoCL.Core.Fingerprints;
using RoCL.Plugins.Trust;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Ranks;
using TorchSharp;

namespace RoCL.Runs.Provenance;

/// <summary>
/// Host, plugins and machine, each time that a run began or went on: <c>environment.json</c>.
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
    private const int ShownDigits = 8;

    /// <summary>
    /// The plugins of which it used its own copies; none where it used originals.
    /// </summary>
    public string? OwnPlugins { get; init; }

    /// <summary>How many steps the training has; none where an older version wrote it.</summary>
    public long? Steps { get; init; }

    /// <summary>
    /// The recipe in the run's folder; none where an older version wrote the file.
    /// </summary>
    public JsonObject? Recipe { get; init; }

    /// <summary>
    /// How the recipe was changed, where the person allowed it; places of data and of other runs
    /// that were only moved are no change.
    /// </summary>
    public string? RecipeChange { get; init; }

    /// <summary>The weights that the run began with; none where they were newly drawn.</summary>
    public InitRecord? Init { get; init; }

    /// <summary>The run that this one goes on from; none where it began anew.</summary>
    public ParentRecord? Parent { get; init; }

    /// <summary>
    /// The images, without classes and names; none where an older version wrote the file.
    /// </summary>
    public DataFingerprint? Data { get; init; }

    /// <summary>How the images were changed, where the person allowed it.</summary>
    public string? DataChange { get; init; }

    /// <summary>The models of other runs that the recipe names; none where it names none.</summary>
    public IReadOnlyList<ModelOrigin>? Models { get; init; }

    /// <summary>How these models were changed, where the person allowed it.</summary>
    public string? ModelChange { get; init; }

    /// <summary>The ranks that trained it; none where it was one process.</summary>
    public RankRecord? Ranks { get; init; }

    /// <summary>Where arithmetic ran.</summary>
    public string? Device { get; init; }

    /// <summary>
    /// How the arithmetic differs from what the run was trained by until then; none where it does
    /// not.
    /// </summary>
    public string? ArithmeticChange { get; init; }

    /// <summary>Threads inside an operation.</summary>
    public int? Threads { get; init; }

    /// <summary>The widest instructions that the processor has.</summary>
    public string? Instructions { get; init; }

    /// <summary>The version of libtorch.</summary>
    public string? Libtorch { get; init; }

    /// <summary>This host, without plugins.</summary>
    public static RunRecord Here { get; } =
        new(
            VersionOf(typeof(RunRecord).Assembly),
            HostBuild.Sha256,
            VersionOf(typeof(IAttack).Assembly),
            VersionOf(typeof(torch).Assembly),
            null,
            null
        );

    /// <summary>All records of a run, in their order; none where the run has not begun.</summary>
    /// <returns>ROCL0262 when the file is there and does not name the plugins.</returns>
    public static Result<ImmutableArray<RunRecord>> In(RunFolder run)
    {
        try
        {
            if (TextFile.ReadIfThere(run.Files, run.Environment) is not { } text)
                return ImmutableArray<RunRecord>.Empty;
            var records = Json.Read<ImmutableArray<RunRecord>>(text);
            var namePlugins = !records.IsDefaultOrEmpty && records.All(record => record.Plugins is not null);
            return namePlugins ? records : Silent(run);
        }
        catch (Exception fault) when (FileFailure.Is(fault) || fault is JsonException)
        {
            return Silent(run);
        }
    }

    /// <summary>The newest of them; none where there is none, or the file cannot be read.</summary>
    public static RunRecord? LastIn(RunFolder run) => In(run).Match(records => records.LastOrDefault(), _ => null);

    /// <summary>ROCL0262: what a run was made with is not known.</summary>
    public static Problem Silent(RunFolder run) =>
        new(
            "ROCL0262",
            run.Environment,
            run.Files.Exists(run.Environment)
                ? "The file does not say which plugins the run was made with."
                : "The file is gone: nothing says by which recipe, plugins and data the run was made.",
            $"Restore it from a copy; `rocl run {run.Root} --allow-plugin-change` goes on without it."
        );

    /// <summary>
    /// How this host differs from that of an earlier record, old -> new; <see langword="null"/>
    /// where it does not.
    /// </summary>
    public string? HostSince(RunRecord earlier) =>
        ChangedFact.Text([
            new("rocl", earlier.Rocl, Rocl),
            new("RoCL.Contracts", earlier.Contracts, Contracts),
            new("TorchSharp", earlier.TorchSharp, TorchSharp),
            new("files", Short(earlier.Host), Short(Host)),
        ]);

    private static string? Short(string? hash) => hash?[..Math.Min(ShownDigits, hash.Length)];

    private static string VersionOf(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? $"{assembly.GetName().Version}";
}
