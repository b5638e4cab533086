using RoCL.Plugins.Trust;

namespace RoCL.Suites.Running;

/// <summary>What a person asks of a run that goes on.</summary>
/// <param name="Plugins">What is asked of its plugins.</param>
/// <param name="AllowRecipeChange">
/// Whether it may go on by another recipe than it has recorded.
/// </param>
public sealed record TrustDemand(PluginDemand Plugins, bool AllowRecipeChange)
{
    /// <summary>
    /// Whether it may go on with other images, or other models of other runs, than it has recorded.
    /// </summary>
    public bool AllowDataChange { get; init; }
}
