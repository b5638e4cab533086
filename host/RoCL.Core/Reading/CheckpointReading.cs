using RoCL.Core.Numbers;
using RoCL.Core.Recipes;

namespace RoCL.Core.Reading;

/// <summary>
/// Reads a recipe's <c>checkpoints</c>: by default every epoch, and the newest two.
/// </summary>
internal static class CheckpointReading
{
    private const double LongestMinutes = 1_000_000;

    /// <summary>The block.</summary>
    /// <param name="node">The block's place in the recipe.</param>
    public static CheckpointInterval Interval(RecipeNode node)
    {
        node.AllowKeys("every", "keep", "best");
        return new(Time(node["every"]), node["keep"].WholeNumber(2, 1, 1_000_000), node["best"].Truth(false));
    }

    // `10 minutes`, or a span of training; an epoch where nothing is written.
    private static CheckpointTime Time(RecipeNode node)
    {
        var minutes = Minutes(node);
        return minutes is null
            ? new CheckpointTime.Trained(node.Length(new Span.Epochs(1)))
            : new CheckpointTime.Elapsed(TimeSpan.FromMinutes(minutes.Value));
    }

    private static double? Minutes(RecipeNode node)
    {
        var words = node.TextOrNull?.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is not [var count, "minute" or "minutes"])
            return null;
        var minutes = Number.Read(node.Where, count).Match(number => number, _ => double.NaN);
        return minutes is > 0 and <= LongestMinutes ? minutes : null;
    }
}
