using System.Xml;
using System.Xml.Linq;

namespace RoCL.Reports.Pages;

/// <summary>A tree of elements as HTML text.</summary>
internal static class PageText
{
    /// <summary>What a page says that it was made by.</summary>
    public const string Generator = "RoCL.Plugins";

    private const string FirstLine = "<!doctype html>";
    private const int HeadLength = 400;

    private static readonly ImmutableHashSet<string> Void = ["br", "hr", "img", "meta", "link", "wbr"];

    /// <summary>The text, with the line that makes it HTML.</summary>
    /// <param name="page">The element <c>html</c>.</param>
    public static string Of(XElement page)
    {
        var settings = new XmlWriterSettings
        {
            OmitXmlDeclaration = true,
            CheckCharacters = false,
            NewLineHandling = NewLineHandling.None,
        };
        using var text = new StringWriter();
        using (var writer = XmlWriter.Create(text, settings))
            Write(writer, page);
        return $"{FirstLine}\n{text}\n";
    }

    /// <summary>Whether a text, or one that was cut short, is a page of ours.</summary>
    /// <param name="text">Reads the text.</param>
    public static bool Is(TextReader text)
    {
        var head = new char[HeadLength];
        var read = new string(head, 0, text.ReadBlock(head));
        return read.StartsWith(FirstLine, StringComparison.Ordinal)
            && read.Contains($"content=\"{Generator}\"", StringComparison.Ordinal);
    }

    private static void Write(XmlWriter writer, XElement element)
    {
        var name = element.Name.LocalName;
        writer.WriteStartElement(name);
        foreach (var attribute in element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration))
            writer.WriteAttributeString(attribute.Name.LocalName, attribute.Value);
        foreach (var node in element.Nodes())
        {
            if (node is XElement inner)
                Write(writer, inner);
            else if (node is XText text)
                WriteText(writer, name, text.Value);
        }

        // Only these may have no end tag; elsewhere a reader of HTML would take what follows for
        // content.
        if (Void.Contains(name))
            writer.WriteEndElement();
        else
            writer.WriteFullEndElement();
    }

    // Nothing is escaped in a style sheet.
    private static void WriteText(XmlWriter writer, string element, string text)
    {
        if (element == "style")
            writer.WriteRaw(text);
        else
            writer.WriteString(text);
    }
}
