using RoCL.Plugins.Trust;

namespace RoCL.Runs.Provenance;

/// <summary>A model of another run that had a part in a run or in an evaluation.</summary>
/// <param name="Path">The run's folder, as the recipe names it.</param>
/// <param name="Weights">
/// SHA-256 over all weights and statistics, as in that run's <c>summary.json</c>.
/// </param>
public sealed record ModelOrigin(string Path, string Weights)
{
    /// <summary>
    /// The plugins of its encoder and its heads, by which it was built again; none where an older
    /// version wrote the file.
    /// </summary>
    public IReadOnlyList<PluginRecord>? Plugins { get; init; }
}
