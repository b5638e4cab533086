namespace RoCL.Core.Reading;

/// <summary>
/// Settings that say which component is used, and those of its options: the latter apply to the
/// component that is named beside them, in whatever order they are written.
/// </summary>
public static class ComponentSettings
{
    private const string Use = "use";

    /// <summary>
    /// Settings in the order in which they apply: that of a component before those of its options.
    /// </summary>
    /// <param name="settings"><c>path=value</c>, or a path alone, each.</param>
    public static IReadOnlyList<string> InOrder(IReadOnlyList<string> settings)
    {
        var ordered = new List<string>();
        foreach (var setting in settings)
        {
            var component = ComponentOf(setting);
            var firstOption = component is null ? -1 : ordered.FindIndex(earlier => IsOption(earlier, component));
            ordered.Insert(firstOption < 0 ? ordered.Count : firstOption, setting);
        }
        return ordered;
    }

    /// <summary>
    /// The settings of a component's options, where a path says which component it is; else none.
    /// </summary>
    /// <param name="path">Such as <c>views.adv.attack.use</c>.</param>
    /// <param name="settings"><c>path=value</c> each.</param>
    public static IEnumerable<string> OptionsBeside(string path, IEnumerable<string> settings) =>
        ComponentOf(path) is { } component ? settings.Where(setting => IsOption(setting, component)) : [];

    // Of two settings that name the component itself, the later applies.
    private static bool IsOption(string setting, string component) =>
        setting.StartsWith(component, StringComparison.Ordinal) && PathOf(setting) != component + Use;

    // What the paths of its options begin with: `views.adv.attack.`
    private static string? ComponentOf(string setting)
    {
        var path = PathOf(setting);
        return path.EndsWith($".{Use}", StringComparison.Ordinal) ? path[..^Use.Length] : null;
    }

    private static string PathOf(string setting) => setting.Split('=', 2)[0];
}
