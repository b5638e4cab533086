using RoCL.Core.Components;

namespace RoCL.Plugins.Metadata;

/// <summary>The documentation file beside a plugin's assembly.</summary>
public static class ComponentDocumentation
{
    /// <summary>
    /// The component with its options' summaries; as it is where there is no file, or none that can
    /// be read.
    /// </summary>
    /// <param name="component">What metadata says.</param>
    public static ComponentDescription Add(ComponentDescription component)
    {
        try
        {
            return Documentation.Add(component, File.ReadAllText(Path.ChangeExtension(component.Plugin.Path, ".xml")));
        }
        catch (Exception absent) when (absent is IOException or UnauthorizedAccessException)
        {
            return component;
        }
    }
}
