namespace RoCL.Plugins.Trust;

/// <summary>What a person asks of plugins.</summary>
/// <param name="AllowChange">Whether a run may go on with others than it has recorded.</param>
/// <param name="Locked">
/// The folder of the run or suite whose plugins are demanded; none where any will do.
/// </param>
public sealed record PluginDemand(bool AllowChange, string? Locked)
{
    /// <summary>Nothing is asked: no change is allowed.</summary>
    public static PluginDemand None { get; } = new(false, null);
}
