using System.Xml.Linq;
using RoCL.Core.Evaluation;
using RoCL.Reports.Pages;
using static RoCL.Reports.Pages.Tag;

namespace RoCL.Reports.RunPages;

/// <summary>The signs of masked gradients, in words.</summary>
internal static class MaskingList
{
    /// <summary>What was looked for in each attacked condition, and what was found.</summary>
    /// <param name="source">The run.</param>
    public static IEnumerable<XElement> Of(RunSource source)
    {
        var all = source
            .Evaluations.SelectMany(each => each.Evaluation.Masking)
            .DistinctBy(evidence => evidence.Condition ?? $"{evidence.Attack} {evidence.Threat}")
            .ToList();
        if (all.Count == 0)
        {
            yield return Styled("p", "note", "Signs of masked gradients were not looked for (masking.images).");
            yield break;
        }

        var raised = all.Count(evidence => evidence.Flags.Any(flag => flag.Raised));
        yield return Tag.Of("h3", "Signs of masked gradients");
        yield return Tag.Of(
            "p",
            raised == 0
                ? $"No sign was raised in {Counted.Of(all.Count, "attacked condition")}."
                : $"{raised} of {Counted.Of(all.Count, "attacked condition")} show a sign that the accuracy may be too "
                    + "high. A sign says where to look; it is no proof."
        );
        foreach (var evidence in all)
            yield return Evidence(evidence);
    }

    private static XElement Evidence(Evidence evidence)
    {
        var raised = evidence.Flags.Count(flag => flag.Raised);
        var verdict = raised == 0 ? "no sign" : Counted.Of(raised, "sign");
        var title = evidence.Condition ?? $"{evidence.Attack} {evidence.Threat}";
        return Tag.Of(
            "details",
            raised == 0 ? null : With("open", "open"),
            Tag.Of("summary", $"{title}: {verdict}, {evidence.Images} images"),
            Styled("ul", "signs", evidence.Flags.Select(Item))
        );
    }

    private static XElement Item(Flag flag) =>
        Styled(
            "li",
            flag.Raised ? "raised" : "clear",
            Tag.Of("b", flag.Name),
            $" {flag.Says} ",
            Styled("span", "code", flag.Raised ? flag.Code : "")
        );
}
