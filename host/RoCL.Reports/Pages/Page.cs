using System.Xml.Linq;
using static RoCL.Reports.Pages.Tag;

namespace RoCL.Reports.Pages;

/// <summary>
/// A page in one file: its style sheet is in it, nothing is loaded, and no script runs.
/// </summary>
internal static class Page
{
    private const string StyleSheet = "pages/report.css";

    // A browser that obeys this asks nobody for anything, whatever the page says.
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    /// <summary>The text of a page.</summary>
    /// <param name="title">The title of the window.</param>
    /// <param name="content">What the page shows.</param>
    public static string Of(string title, params object?[] content) =>
        PageText.Of(
            Tag.Of(
                "html",
                With("lang", "en"),
                Tag.Of(
                    "head",
                    Tag.Of("meta", With("charset", "utf-8")),
                    Tag.Of("meta", With("name", "generator"), With("content", PageText.Generator)),
                    Tag.Of("meta", With("name", "viewport"), With("content", "width=device-width, initial-scale=1")),
                    Tag.Of("meta", With("http-equiv", "Content-Security-Policy"), With("content", Policy)),
                    Tag.Of("meta", With("name", "color-scheme"), With("content", "light dark")),
                    Tag.Of("link", With("rel", "icon"), With("href", "data:,")),
                    Tag.Of("title", title),
                    Tag.Of("style", Styles())
                ),
                Tag.Of("body", Tag.Of("main", content))
            )
        );

    private static XText Styles()
    {
        using var stream = typeof(Page).Assembly.GetManifestResourceStream(StyleSheet)!;
        using var reader = new StreamReader(stream);
        return new(reader.ReadToEnd());
    }
}
