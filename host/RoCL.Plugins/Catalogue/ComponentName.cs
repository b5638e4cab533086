using RoCL.Core.Components;
using RoCL.Plugins.Trust;

namespace RoCL.Plugins.Catalogue;

/// <summary>
/// A component as recipes name it: <c>pgd</c>, <c>my-lab/pgd</c>, <c>pgd@1.1</c>,
/// <c>my-lab/pgd@a1b2c3</c>.
/// </summary>
/// <param name="Plugin">The plugin's id; <see langword="null"/> for that of any plugin.</param>
/// <param name="Name">The component's own name.</param>
/// <param name="Version">
/// A release, or leading digits of the plugin's hash; <see langword="null"/> for any.
/// </param>
public sealed record ComponentName(string? Plugin, string Name, string? Version)
{
    /// <summary>How many digits of a hash a name needs at least.</summary>
    public const int Digits = 6;

    /// <summary>Reads a name; every text is one.</summary>
    public static ComponentName Read(string text)
    {
        // The name of a file, which is a plugin's id, may have an @ in it.
        var slash = text.LastIndexOf('/');
        var plugin = slash < 0 ? null : text[..slash];
        var named = text[(slash + 1)..];
        return named.Split('@', 2) is [var name, var version] ? new(plugin, name, version) : new(plugin, named, null);
    }

    /// <summary>A component's name with its plugin and version, which means it alone.</summary>
    /// <param name="component">Which.</param>
    /// <param name="all">All components of its kind and name.</param>
    public static string InFull(ComponentDescription component, IReadOnlyList<ComponentDescription> all)
    {
        var plugin = component.Plugin;
        var builds = all.Select(other => other.Plugin)
            .Where(other => other != plugin && other.Id == plugin.Id && Number(other.Release) == Number(plugin.Release))
            .ToList();
        return $"{component.QualifiedName}@{(builds.Count == 0 ? plugin.Release : Short(plugin, builds))}";
    }

    /// <summary>The name without a version.</summary>
    public string Plain => Plugin is null ? Name : $"{Plugin}/{Name}";

    /// <summary>Whether a component goes by this name, whatever its version.</summary>
    public bool Calls(ComponentDescription component) => Calls(component.Plugin, component.Name);

    /// <summary>Whether a plugin's component goes by this name, whatever its version.</summary>
    public bool Calls(PluginIdentity plugin, string component) =>
        component == Name && (Plugin is null || Plugin == plugin.Id);

    /// <summary>
    /// Whether a plugin is of the version that is named. It is hashed only where digits of a hash
    /// may be meant.
    /// </summary>
    public bool Picks(PluginIdentity plugin) =>
        Version is null
        || Version == plugin.Version
        || Number(Version) == Number(plugin.Release)
        || (
            Version.Length >= Digits
            && Version.All(char.IsAsciiHexDigit)
            && PluginHash.Of(plugin).StartsWith(Version, StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>
    /// The shortest name that only this one of several components of one name has.
    /// </summary>
    /// <param name="component">Which.</param>
    /// <param name="all">All components of its kind and name.</param>
    public static string Of(ComponentDescription component, IReadOnlyList<ComponentDescription> all)
    {
        var plugin = component.Plugin;
        var others = all.Select(other => other.Plugin).Where(other => other != plugin).ToList();
        if (others.Count == 0)
            return component.Name;

        var release = Number(plugin.Release);
        var sameId = others.Where(other => other.Id == plugin.Id).ToList();
        if (sameId.Count == 0)
            return component.QualifiedName;
        if (!others.Exists(other => Number(other.Release) == release))
            return $"{component.Name}@{plugin.Release}";
        return sameId.Exists(other => Number(other.Release) == release)
            ? $"{component.Name}@{Short(plugin, others)}"
            : $"{component.QualifiedName}@{plugin.Release}";
    }

    // 1.0 and 1.0.0 are one release.
    private static string Number(string release) =>
        release.EndsWith(".0", StringComparison.Ordinal) ? Number(release[..^2]) : release;

    // Eight digits, or more where eight are not enough.
    private static string Short(PluginIdentity plugin, IEnumerable<PluginIdentity> others)
    {
        var own = PluginHash.Of(plugin);
        var theirs = others.Select(PluginHash.Of).ToList();
        return own[
            ..Enumerable
                .Range(8, own.Length - 7)
                .First(n => n == own.Length || !theirs.Exists(other => other[..n] == own[..n]))
        ];
    }
}
