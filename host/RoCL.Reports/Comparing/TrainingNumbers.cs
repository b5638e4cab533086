using RoCL.Runs.Journal;

namespace RoCL.Reports.Comparing;

/// <summary>
/// The numbers that a training ended with: the loss, of which less is better, and those of
/// monitors, of which more is better where a component measures an accuracy.
/// </summary>
internal static class TrainingNumbers
{
    private const string Accuracy = "accuracy";

    // What `catastrophic-overfitting` measures without a word that says it in its name.
    private static readonly ImmutableHashSet<string> Accuracies = ["clean", "fgsm", "pgd"];

    /// <summary>The numbers of a run; none before its first step.</summary>
    /// <param name="run">The run.</param>
    public static ImmutableArray<TrainingNumber> Of(ComparedRun run)
    {
        var curves = TrainingCurve.Of(Metrics.Read(run.Run));
        return [.. curves.Select(curve => Of(run, curve))];
    }

    private static TrainingNumber Of(ComparedRun run, TrainingCurve curve)
    {
        var last = curve.Points[^1].Value;
        var isHigherBetter = IsAccuracy(run, curve);
        if (curve.Monitor is not null && !isHigherBetter)
            return new(curve.Name, last, null, null);
        var best = isHigherBetter
            ? curve.Points.MaxBy(point => point.Value)!
            : curve.Points.MinBy(point => point.Value)!;
        return new(curve.Name, last, best.Value, (long)best.At);
    }

    private static bool IsAccuracy(ComparedRun run, TrainingCurve curve)
    {
        if (curve.Monitor is not { } monitor)
            return false;
        var component = $"{run.Recipe?["monitors"]?[monitor]?["use"]}";
        return component.Contains(Accuracy, StringComparison.Ordinal) || Accuracies.Contains(curve.Number);
    }
}
