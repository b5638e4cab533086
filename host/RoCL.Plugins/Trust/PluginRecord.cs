using System.Text.Json.Serialization;
using RoCL.Core.Components;
using RoCL.Core.Recipes;

namespace RoCL.Plugins.Trust;

/// <summary>A plugin as runs record it: which one, and which build of it.</summary>
/// <param name="Id">The assembly's name.</param>
/// <param name="Version">The assembly's version, with the commit where the build added it.</param>
/// <param name="Sha256">As <see cref="PluginHash"/>.</param>
public sealed record PluginRecord(string Id, string Version, string Sha256)
{
    /// <summary>Version and build as people read them, <c>1.1 (a1b2c3d4)</c>.</summary>
    [JsonIgnore]
    public string Build => $"{Version.Split('+')[0]} ({Sha256[..Math.Min(8, Sha256.Length)]})";

    /// <summary>
    /// The plugins that a recipe uses, each once. Their files are hashed, and none of them is
    /// loaded.
    /// </summary>
    public static ImmutableArray<PluginRecord> Of(Recipe recipe) => Of(recipe.Uses);

    /// <summary>Those that its training follows from: all but what evaluations alone use.</summary>
    public static ImmutableArray<PluginRecord> OfTraining(Recipe recipe) =>
        Of(recipe.Uses.Where(use => use.Key.Split('.')[0] is not ("evaluate" or "masking")));

    /// <summary>One plugin.</summary>
    public static PluginRecord Of(PluginIdentity plugin) => new(plugin.Id, plugin.Version, PluginHash.Of(plugin));

    /// <summary>As messages name it, <c>SignMomentum 1.1 (a1b2c3d4)</c>.</summary>
    public override string ToString() => $"{Id} {Build}";

    private static ImmutableArray<PluginRecord> Of(IEnumerable<ComponentUse> uses) =>
        [
            .. uses.Select(use => use.Component.Plugin)
                .Distinct()
                .Select(Of)
                .OrderBy(plugin => plugin.Id, StringComparer.Ordinal)
                .ThenBy(plugin => plugin.Version, StringComparer.Ordinal)
                .ThenBy(plugin => plugin.Sha256, StringComparer.Ordinal),
        ];
}
