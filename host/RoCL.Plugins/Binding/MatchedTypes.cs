using RoCL.Core.Classes;
using RoCL.Core.Components;
using RoCL.Core.Tensors;

namespace RoCL.Plugins.Binding;

/// <summary>Opens the models of other runs for images of some classes.</summary>
/// <param name="inner">Where the components' code and the models are.</param>
/// <param name="classes">The names of the classes at hand, by number.</param>
internal sealed class MatchedTypes(IComponentTypes inner, IReadOnlyList<string> classes) : IComponentTypes
{
    /// <inheritdoc/>
    public Type Load(ComponentDescription component) => inner.Load(component);

    /// <inheritdoc/>
    public ITrainedModel Open(string run) => new MatchedModel(inner.Open(run), classes, run);

    /// <inheritdoc/>
    public SavedTensors OpenTensors(string from) => inner.OpenTensors(from);
}
