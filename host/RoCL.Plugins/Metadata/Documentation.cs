using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using RoCL.Core.Components;

namespace RoCL.Plugins.Metadata;

/// <summary>What the compiler's documentation file says of components' options.</summary>
public static partial class Documentation
{
    /// <summary>
    /// The same component, its options with the summaries that their parameters are documented
    /// with.
    /// </summary>
    /// <param name="component">What was read from metadata.</param>
    /// <param name="xml">
    /// The content of its assembly's documentation file; one that is damaged adds nothing.
    /// </param>
    public static ComponentDescription Add(ComponentDescription component, string xml)
    {
        var members = Members(xml).ToLookup(member => member.Attribute("name")?.Value ?? "");
        var type = component.TypeName.Replace('+', '.');
        var constructor = $"M:{type}.#ctor";
        // A record's parameters are documented on its type; those of a constructor in a body, on
        // the constructor.
        var said = members[$"T:{type}"]
            .Concat(
                members
                    .Where(member => member.Key.StartsWith(constructor, StringComparison.Ordinal))
                    .SelectMany(member => member)
            )
            .SelectMany(member => member.Elements("param"))
            .ToLookup(parameter => Words.OfOption(parameter.Attribute("name")?.Value ?? ""), Text);
        return component with
        {
            Options =
            [
                .. component.Options.Select(option =>
                    option with
                    {
                        Summary = said[option.Name].FirstOrDefault(text => text.Length > 0),
                    }
                ),
            ],
        };
    }

    private static IEnumerable<XElement> Members(string xml)
    {
        try
        {
            return XDocument.Parse(xml).Descendants("member");
        }
        catch (XmlException)
        {
            return [];
        }
    }

    private static string Text(XElement element) =>
        Spaces().Replace(string.Concat(element.Nodes().Select(Text)), " ").Trim();

    private static string Text(XNode node) =>
        node switch
        {
            XText text => text.Value,
            XElement { IsEmpty: true } reference => Named(reference),
            XElement element => Text(element),
            _ => "",
        };

    private static string Named(XElement reference) =>
        reference.Attributes().Select(attribute => attribute.Value.Split('(')[0].Split(':', '.')[^1]).FirstOrDefault()
        ?? "";

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
