namespace RoCL.Plugins.Trust;

/// <summary>One plugin that is not the one that it was.</summary>
/// <param name="Was">The recorded one; <see langword="null"/> where its id was not used.</param>
/// <param name="Now">
/// The one at hand; <see langword="null"/> where there is none of its id, or it is not used.
/// </param>
public sealed record PluginDifference(PluginRecord? Was, PluginRecord? Now)
{
    /// <summary>
    /// What two sets do not share, paired by id: a set may hold several versions of one id.
    /// </summary>
    public static ImmutableArray<PluginDifference> Between(IEnumerable<PluginRecord> was, IEnumerable<PluginRecord> now)
    {
        var before = was.ToList();
        var after = now.ToList();
        var gone = before.Except(after).ToLookup(plugin => plugin.Id);
        var come = after.Except(before).ToLookup(plugin => plugin.Id);
        return
        [
            .. gone.Select(plugins => plugins.Key)
                .Union(come.Select(plugins => plugins.Key))
                .Order(StringComparer.Ordinal)
                .SelectMany(id =>
                    Enumerable
                        .Range(0, Math.Max(gone[id].Count(), come[id].Count()))
                        .Select(i => new PluginDifference(
                            gone[id].ElementAtOrDefault(i),
                            come[id].ElementAtOrDefault(i)
                        ))
                ),
        ];
    }

    /// <summary>ROCL0260: other plugins are at hand than those that a run has recorded.</summary>
    /// <param name="run">The run's folder.</param>
    /// <param name="what">What was made with them: <c>run</c> or <c>model</c>.</param>
    /// <param name="differences">All of them.</param>
    public static Problem NotAllowed(string run, string what, IEnumerable<PluginDifference> differences) =>
        new(
            "ROCL0260",
            run,
            $"The {what} was made with other plugins: {string.Join("; ", differences)}.",
            "Name those plugins' folders by --plugin, or go on with these by "
                + "--allow-plugin-change: the run's record will say so."
        );

    /// <summary>
    /// As messages name it, <c>SignMomentum 1.0 (a1b2c3d4) -> 1.1 (e5f6a7b8)</c>.
    /// </summary>
    public override string ToString() =>
        (Was, Now) switch
        {
            ({ } was, { } now) => $"{was} -> {now.Build}",
            ({ } was, null) => $"{was} -> none",
            (null, { } now) => $"{now.Id} none -> {now.Build}",
            _ => "",
        };
}
