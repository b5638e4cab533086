using RoCL.Core.Components;
using RoCL.Plugins.Catalogue;
using RoCL.Plugins.Metadata;

namespace RoCL.Reports.Answers;

/// <summary>What <c>rocl plugins --json</c> writes.</summary>
public static class ComponentAnswer
{
    /// <summary>Components with their options, and what is wrong with plugins.</summary>
    /// <param name="components">Which.</param>
    /// <param name="catalogue">All that there are.</param>
    public static object Of(IEnumerable<ComponentDescription> components, PluginCatalogue catalogue) =>
        new
        {
            Components = components.Select(component => Of(component, catalogue)).ToList(),
            Problems = catalogue.Problems.ToList(),
        };

    private static object Of(ComponentDescription component, PluginCatalogue catalogue) =>
        new
        {
            Kind = Words.OfMember($"{component.Kind}"),
            component.Name,
            component.Summary,
            Plugin = component.Plugin.Id,
            Version = component.Plugin.Release,
            Path = component.Plugin.Known,
            Options = ComponentDocumentation.Add(component).Options.Select(Of).ToList(),
            Snippet = Snippet.Of(component, ComponentName.Of(component, catalogue.Namesakes(component))),
        };

    private static object Of(OptionDescription option) =>
        new
        {
            option.Name,
            Type = $"{option.Type}",
            option.Required,
            option.Default,
            option.Low,
            option.High,
            option.Summary,
        };
}
