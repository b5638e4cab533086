using RoCL.Core;
using RoCL.Core.Components;
using RoCL.Plugins.Catalogue;
using RoCL.Plugins.Trust;

namespace RoCL.Runs.Checkpoints;

/// <summary>
/// The components of another run's networks, in the very builds of their plugins that the run has
/// recorded, wherever these are at hand.
/// </summary>
/// <param name="inner">All components that are at hand.</param>
/// <param name="recorded">The run's plugins; none where it has recorded none.</param>
internal sealed class RecordedComponents(IComponentCatalogue inner, ImmutableArray<PluginRecord> recorded)
    : IComponentCatalogue
{
    /// <inheritdoc/>
    public Result<ComponentDescription> Find(ComponentKind kind, string name, string where)
    {
        if (name == NetworksOfRecipe.LeftOut)
            return NetworksOfRecipe.Nothing(kind);
        var found = inner.Find(kind, name, where);
        if (found is Result<ComponentDescription>.Ok { Value: var component } && IsRecorded(component))
            return found;

        var plain = ComponentName.Read(name).Name;
        var builds = recorded
            .Select(plugin => inner.Find(kind, $"{plugin.Id}/{plain}@{plugin.Sha256}", where))
            .OfType<Result<ComponentDescription>.Ok>();
        return builds.FirstOrDefault() ?? found;
    }

    private bool IsRecorded(ComponentDescription component) => recorded.Contains(PluginRecord.Of(component.Plugin));
}
