using System.Globalization;
using System.Xml.Linq;
using RoCL.Core.Numbers;
using RoCL.Reports.Pages;
using RoCL.Runs.Results;
using static RoCL.Reports.Pages.Tag;

namespace RoCL.Reports.RunPages;

/// <summary>
/// The head of a report: what was run, the accuracies that count, and the command that makes it
/// again.
/// </summary>
internal static class HeaderPart
{
    private const int MostAttacks = 3;
    private const int HashDigits = 12;

    /// <summary>The head.</summary>
    /// <param name="source">The run.</param>
    public static XElement Of(RunSource source)
    {
        var summary = source.Summary;
        var first = source.Evaluations.FirstOrDefault();
        return Tag.Of(
            "header",
            Styled("p", "kicker", Kicker(source)),
            Tag.Of("h1", source.Run.Name),
            About(source) is { Length: > 0 } about ? Styled("p", "lead", about) : null,
            first is null ? Styled("p", "lead", State(source.State)) : Headline(first),
            first is null ? null : Styled("p", "protocol", Protocol(first)),
            Tag.Of("p", "The command that makes it again:"),
            Styled("pre", "command", Tag.Of("code", Command(source))),
            summary is null ? null : Facts(summary)
        );
    }

    /// <summary>An accuracy as a tile: the number, its interval as a bar and in digits.</summary>
    /// <param name="condition">The condition.</param>
    private static XElement Tile(ConditionSummary condition)
    {
        var low = condition.Interval[0];
        var high = condition.Interval[1];
        return Styled(
            "div",
            condition.Threat is null ? "tile" : "tile attacked",
            Tag.Of("dt", condition.Name, condition.Signs is null ? null : Styled("span", "mark", " !")),
            Tag.Of(
                "dd",
                Styled("span", "number", Percentage.Points(condition.Accuracy), Styled("span", "unit", "%")),
                Bars.Interval(condition.Accuracy, low, high),
                Styled("span", "interval", $"95 % interval {Percentage.Points(low)} to {Percentage.Points(high)}")
            )
        );
    }

    private static XElement Headline(MeasuredEvaluation evaluation)
    {
        var shown = evaluation.Attacked.Take(MostAttacks);
        var tiles = evaluation.Clean is { } clean ? shown.Prepend(clean) : shown;
        return Styled("dl", "tiles", tiles.Select(Tile));
    }

    private static string Protocol(MeasuredEvaluation evaluation)
    {
        var images = evaluation.Conditions.Select(condition => condition.Images).Distinct().ToList();
        var count = string.Join(" or ", images.Select(number => Numbers.Whole(number)));
        return $"{Capital(evaluation.Evaluation.Protocol)}. n = {count} images; intervals by Wilson.";
    }

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static string Kicker(RunSource source)
    {
        var begun = (string?)source.Environment.FirstOrDefault()?["begun"];
        var day = begun is { Length: >= 10 } ? $", begun {begun[..10]}" : "";
        return $"{State(source.State)}{day}";
    }

    private static string State(RunState state) =>
        state switch
        {
            RunState.Finished => "A finished run",
            RunState.Failed failed => $"A run that failed: {failed.Problem}",
            RunState.Begun => "A run that has not finished",
            _ => "A run that has not begun",
        };

    private static string About(RunSource source) => source.Summary?.About ?? $"{source.Recipe?["about"]}";

    private static string Command(RunSource source) =>
        source.Origin?.Command ?? $"rocl run {source.Run.Recipe} --out NEW-FOLDER";

    private static XElement Facts(Summary summary)
    {
        var steps =
            summary.PlannedSteps is { } planned && planned != summary.Steps
                ? $"{Numbers.Whole(summary.Steps)} of {Numbers.Whole(planned)} steps"
                : $"{Numbers.Whole(summary.Steps)} steps";
        (string Name, string Value)[] facts =
        [
            ("recipe", summary.Recipe),
            ("trained", $"{steps}, {Numbers.Whole(summary.Epochs)} epochs"),
            ("training took", Numbers.Duration(summary.Training.Seconds)),
            ("evaluation took", Numbers.Duration(summary.Evaluations.Sum(each => each.Seconds))),
            ("images a second", Numbers.Whole(summary.Training.ImagesPerSecond)),
            ("largest memory", $"{Numbers.Whole(summary.PeakMemoryMiB)} MiB"),
            ("seed", summary.Seed.ToString(CultureInfo.InvariantCulture)),
            ("device", summary.Device),
            ("weights, SHA-256", $"{summary.Weights[..Math.Min(HashDigits, summary.Weights.Length)]}…"),
        ];
        return Styled(
            "dl",
            "facts",
            facts.Select(fact => Tag.Of("div", Tag.Of("dt", fact.Name), Tag.Of("dd", fact.Value)))
        );
    }
}
