namespace RoCL.Plugins.Trust;

/// <summary>That a run went on with other plugins, since its person allowed it.</summary>
/// <param name="Step">The step that came next: those before it were taken with what was.</param>
/// <param name="Changes">What changed.</param>
public sealed record PluginChange(long Step, IReadOnlyList<PluginDifference> Changes)
{
    /// <summary>As people read it.</summary>
    public override string ToString() => $"{string.Join("; ", Changes)}, from step {Step} on";
}
