namespace RoCL.Plugins.Catalogue;

/// <summary>The plugins that the program was built with.</summary>
public static class ShippedPlugins
{
    /// <summary>The file beside the program that names them, a line each.</summary>
    public const string ListName = "plugins.txt";

    /// <summary>
    /// ROCL0708 for each that is no longer beside the program; none where the list itself is
    /// missing.
    /// </summary>
    /// <param name="host">The program's folder.</param>
    public static ImmutableArray<Problem> Missing(string host)
    {
        var list = Path.Combine(host, ListName);
        if (!File.Exists(list))
            return [];
        return
        [
            .. File.ReadLines(list)
                .Where(name => name.Length > 0)
                .Select(name => Path.Combine(host, "plugins", name, $"{name}.dll"))
                .Where(assembly => !File.Exists(assembly))
                .Select(Gone),
        ];
    }

    private static Problem Gone(string assembly) =>
        new(
            "ROCL0708",
            assembly,
            "The plugin is missing: the program was built with it.",
            "Build or publish the program again. Recipes that use other plugins run without it."
        );
}
