using RoCL.Runs.Results;

namespace RoCL.Reports.RunPages;

/// <summary>How often images of each class were given each class.</summary>
/// <param name="Condition">Under which condition.</param>
/// <param name="Classes">The classes' names.</param>
/// <param name="Counts">Row by row: the true class, then the one that was given.</param>
internal sealed record Confusion(
    string Condition,
    ImmutableArray<string> Classes,
    ImmutableArray<ImmutableArray<int>> Counts
)
{
    /// <summary>That of a condition; none where predictions were not kept.</summary>
    /// <param name="evaluation">The evaluation.</param>
    /// <param name="condition">The condition's name.</param>
    public static Confusion? Of(EvaluationSummary evaluation, string condition)
    {
        var outcomes = evaluation.Outcomes?.FirstOrDefault(each => each.Predicted.ContainsKey(condition));
        if (outcomes is null)
            return null;
        var classes = outcomes.Classes.Count;
        var counts = new int[classes, classes];
        foreach (var (label, predicted) in outcomes.TrueClasses().Zip(outcomes.PredictedOf(condition)))
            counts[label, predicted]++;
        var numbers = Enumerable.Range(0, classes);
        return new(
            condition,
            [.. outcomes.Classes],
            [.. numbers.Select(row => numbers.Select(column => counts[row, column]).ToImmutableArray())]
        );
    }

    /// <summary>The part of a true class that was given another, from 0 to 1.</summary>
    /// <param name="row">The true class.</param>
    /// <param name="column">The class that was given.</param>
    public double Share(int row, int column) => (double)Counts[row][column] / Math.Max(1, Counts[row].Sum());

    /// <summary>The pairs that are mistaken most often, the most frequent first.</summary>
    /// <param name="most">How many of them.</param>
    public IEnumerable<(int Row, int Column)> Mistakes(int most)
    {
        var pairs =
            from row in Enumerable.Range(0, Classes.Length)
            from column in Enumerable.Range(0, Classes.Length)
            where row != column && Counts[row][column] > 0
            orderby Counts[row][column] descending
            select (row, column);
        return pairs.Take(most);
    }
}
