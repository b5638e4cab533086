namespace RoCL.Core;

/// <summary>Leads from what is known of a component to its loaded code; the shell implements it by loading plugins.</summary>
public interface IComponentTypes
{
    /// <summary>The component's record type.</summary>
    /// <exception cref="ProblemException">The plugin cannot be loaded: ROCL02xx, naming plugin, version and cause.</exception>
    Type Load(ComponentDescription component);
}
