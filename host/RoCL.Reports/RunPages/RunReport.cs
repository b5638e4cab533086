using System.Xml.Linq;
using RoCL.Reports.Pages;
using RoCL.Runs.Folders;
using static RoCL.Reports.Pages.Tag;

namespace RoCL.Reports.RunPages;

/// <summary>
/// A run as a page that people send each other: one file, without network and without script.
/// </summary>
public static class RunReport
{
    /// <summary>The page's text.</summary>
    /// <param name="run">The run; only its files are read.</param>
    public static string Of(RunFolder run)
    {
        var source = RunSource.In(run);
        XElement[] sections =
        [
            .. new[]
            {
                RobustnessPart.Of(source),
                ResultsPart.Of(source),
                ClassesPart.Of(source),
                ExamplesPart.Of(source),
                TrainingSection.Of(source),
                RecipePart.Of(source),
                ProvenancePart.Of(source),
            }.OfType<XElement>(),
        ];
        return Page.Of($"{run.Name} · RoCL", HeaderPart.Of(source), Contents(sections), sections, Foot());
    }

    private static XElement Contents(IEnumerable<XElement> sections) =>
        Tag.Of(
            "nav",
            With("aria-label", "Contents"),
            sections.Select(section =>
                Tag.Of("a", With("href", $"#{(string?)section.Attribute("id")}"), section.Element("h2")!.Value)
            )
        );

    private static XElement Foot() =>
        Tag.Of(
            "footer",
            "Written by rocl from the files of the run. Every figure was measured by the run or an evaluation of it."
        );
}
