using RoCL.Core.Components;

namespace RoCL.Plugins.Catalogue;

/// <summary>
/// The answers to a name that means several components, or a version that none of them has: each
/// says what to write instead.
/// </summary>
public static class Clash
{
    /// <summary>
    /// ROCL0203: several plugins, or several releases of one, have the component; ROCL0264: several
    /// builds call themselves one release.
    /// </summary>
    /// <param name="name">As the recipe writes it.</param>
    /// <param name="meant">The components that it means, two or more.</param>
    /// <param name="all">All of that kind and name.</param>
    /// <param name="where">The recipe's key.</param>
    public static Problem Of(
        string name,
        IReadOnlyList<ComponentDescription> meant,
        IReadOnlyList<ComponentDescription> all,
        string where
    )
    {
        var spelt = meant.Select(component => $"\"{ComponentName.Of(component, all)}\"").ToList();
        var remedy = $"Write {string.Join(" or ", spelt)}.";
        var isOneRelease = meant.Select(component => component.Plugin.ToString()).Distinct().Count() == 1;
        if (isOneRelease)
        {
            var files = string.Join(", ", meant.Select(component => component.Plugin.Known));
            return new("ROCL0264", where, $"Several builds call themselves {meant[0].Plugin}: {files}.", remedy);
        }

        var origins = string.Join(", ", meant.Select(Origin));
        return new("ROCL0203", where, $"Several plugins have \"{name}\": {origins}.", remedy);
    }

    /// <summary>ROCL0266: the component is there, and not in the version that is named.</summary>
    /// <param name="name">As the recipe writes it.</param>
    /// <param name="version">The version in it.</param>
    /// <param name="all">All of that kind and name.</param>
    /// <param name="where">The recipe's key.</param>
    public static Problem NoSuchVersion(
        string name,
        string version,
        IReadOnlyList<ComponentDescription> all,
        string where
    )
    {
        var isShortHash = version.Length < ComponentName.Digits && version.All(char.IsAsciiHexDigit);
        var hint = isShortHash ? $"; of a hash, {ComponentName.Digits} digits are needed" : "";
        var names = all.Select(component => $"\"{ComponentName.Of(component, all)}\"");
        return new(
            "ROCL0266",
            where,
            $"There is no \"{name}\", only {string.Join(", ", all.Select(Origin))}{hint}.",
            $"Write {string.Join(" or ", names)}, or bring that version by --plugin."
        );
    }

    private static string Origin(ComponentDescription component) =>
        $"{component.QualifiedName} {component.Plugin.Release} ({component.Plugin.Known})";
}
