using System.Text.Json.Nodes;
using System.Xml.Linq;
using RoCL.Core.Components;
using RoCL.Core.Reading;

namespace Runs.Tests.Examples;

/// <summary>A component, and the example of it in its assembly's documentation file.</summary>
/// <param name="Component">What metadata says of it.</param>
/// <param name="Code">
/// The part of a recipe that uses it; <see langword="null"/> where its comment has no example.
/// </param>
public sealed record ComponentExample(ComponentDescription Component, string? Code)
{
    /// <summary>The part of a recipe, as a document.</summary>
    public JsonObject Document =>
        RecipeText
            .Parse($"{this}", Code ?? throw new AssertionException($"The comment of {this} has no example."))
            .Match(document => document, problems => throw new AssertionException($"{problems[0]}"));

    /// <summary>The examples of components, each with its component.</summary>
    public static IEnumerable<ComponentExample> Of(IEnumerable<ComponentDescription> components) =>
        components
            .GroupBy(component => Path.ChangeExtension(component.Plugin.Path, ".xml"))
            .SelectMany(plugin => In(XDocument.Load(plugin.Key), plugin));

    /// <summary>The examples in a documentation file.</summary>
    /// <param name="documentation">The file's content.</param>
    /// <param name="components">Components of its assembly.</param>
    public static IEnumerable<ComponentExample> In(
        XDocument documentation,
        IEnumerable<ComponentDescription> components
    )
    {
        var codes = documentation
            .Descendants("member")
            .ToLookup(
                member => (string?)member.Attribute("name"),
                member => member.Element("example")?.Element("code")
            );
        return components.Select(component => new ComponentExample(
            component,
            codes[$"T:{component.TypeName.Replace('+', '.')}"].FirstOrDefault()?.Value
        ));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Component.Kind} {Component.QualifiedName}";
}
