using System.Xml.Linq;
using static RoCL.Reports.Pages.Tag;

namespace RoCL.Reports.Comparing;

/// <summary>What the trainings of runs ended with, as a table of a page.</summary>
internal static class TrainingTable
{
    /// <summary>The section; none where no run has taken a step.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="isTransposed">Whether runs are rows.</param>
    public static XElement? Of(ImmutableArray<ComparedRun> runs, bool isTransposed)
    {
        var numbers = runs.Select(run => TrainingNumbers.Of(run).ToDictionary(number => number.Name)).ToList();
        var names = numbers.SelectMany(each => each.Keys).Distinct().ToList();
        if (names.Count == 0)
            return null;
        var table = isTransposed
            ? Stacked(
                "facts-table",
                ["", .. names],
                runs.Select(
                    (run, i) => (IReadOnlyList<object>)[run.Name, .. names.Select(name => Cell(numbers[i], name))]
                )
            )
            : Stacked(
                "facts-table",
                ["", .. runs.Select(run => run.Name)],
                names.Select(name => (IReadOnlyList<object>)[name, .. numbers.Select(each => Cell(each, name))])
            );
        return Section(
            "training",
            "What trainings ended with",
            table,
            Styled("p", "note", "The best is the lowest loss, and the highest accuracy that a monitor measured.")
        );
    }

    private static string Cell(Dictionary<string, TrainingNumber> numbers, string name) =>
        ComparisonView.Text(numbers.GetValueOrDefault(name));
}
