using System.Text.Json.Serialization;
using RoCL.Core.Components;
using RoCL.Core.Recipes;
using RoCL.Plugins.Trust;
using RoCL.Runs.Folders;
using RoCL.Runs.Provenance;

namespace RoCL.Runs.Replay;

/// <summary>
/// A plugin that had a part in a run whose step failed: <c>plugins.json</c> has one for each.
/// </summary>
/// <param name="Id">The assembly's name.</param>
/// <param name="Version">The assembly's version.</param>
/// <param name="Sha256">As <see cref="PluginHash"/>.</param>
public sealed record FailedPlugin(string Id, string Version, string Sha256)
{
    /// <summary>
    /// Where it lay; not there for those beside the host. Nothing is loaded from there unless
    /// <c>--plugin</c> names it.
    /// </summary>
    public string? Path { get; init; }

    /// <summary>As runs record it.</summary>
    [JsonIgnore]
    public PluginRecord Record => new(Id, Version, Sha256);

    /// <summary>Those of a recipe.</summary>
    public static ImmutableArray<FailedPlugin> Of(Recipe recipe) =>
        [
            .. recipe
                .Uses.Select(use => use.Component.Plugin)
                .Distinct()
                .Select(plugin =>
                    Of(PluginRecord.Of(plugin)) with
                    {
                        Path = IsBesideHost(plugin) ? null : WholeOf(plugin),
                    }
                )
                .OrderBy(plugin => plugin.Id, StringComparer.Ordinal)
                .ThenBy(plugin => plugin.Version, StringComparer.Ordinal),
        ];

    /// <summary>Those that a run has recorded last; none where it has recorded none.</summary>
    public static ImmutableArray<FailedPlugin> In(RunFolder run) =>
        RunRecord
            .In(run)
            .Match(records => records.IsEmpty ? [] : records[^1].Plugins!.Value.Select(Of).ToImmutableArray(), _ => []);

    private static FailedPlugin Of(PluginRecord plugin) => new(plugin.Id, plugin.Version, plugin.Sha256);

    private static string WholeOf(PluginIdentity plugin) =>
        plugin.Source is { } source ? System.IO.Path.GetFullPath(source) : plugin.Origin;

    private static bool IsBesideHost(PluginIdentity plugin) =>
        plugin.Origin.StartsWith(AppContext.BaseDirectory, StringComparison.Ordinal);
}
