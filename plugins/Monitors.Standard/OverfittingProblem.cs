using System.Globalization;

namespace RoCL.Monitors.Standard;

/// <summary>ROCL0580: the words and figures of catastrophic overfitting.</summary>
internal static class OverfittingProblem
{
    private const string Remedy =
        "Train with more iterations or a smaller step, or with a \"fallBack\" for the attacked view.";

    /// <summary>Accuracy under PGD has fallen, and that under FGSM has not.</summary>
    /// <param name="best">The measurement with the highest accuracy under PGD.</param>
    /// <param name="now">The newest one.</param>
    public static Problem OfFall(MonitorMeasurement best, MonitorMeasurement now) =>
        Of(
            $"Accuracy under PGD fell from {Percent(best, "pgd")} after step {best.Step} to {Percent(now, "pgd")} "
                + $"after step {now.Step}, while accuracy under FGSM went from {Percent(best, "fgsm")} to "
                + $"{Percent(now, "fgsm")}"
        );

    /// <summary>Accuracy under PGD is far below that under FGSM, twice in a row.</summary>
    /// <param name="before">The measurement before the newest.</param>
    /// <param name="now">The newest one.</param>
    public static Problem OfGap(MonitorMeasurement before, MonitorMeasurement now) =>
        Of(
            $"After step {now.Step}, accuracy is {Percent(now, "fgsm")} under FGSM and {Percent(now, "pgd")} under "
                + $"PGD; after step {before.Step}, it was {Percent(before, "fgsm")} and {Percent(before, "pgd")}"
        );

    private static Problem Of(string figures) =>
        new(
            "ROCL0580",
            "catastrophic-overfitting",
            $"{figures}: the network resists a single step and nothing else.",
            Remedy
        );

    private static string Percent(MonitorMeasurement measurement, string name) =>
        string.Create(CultureInfo.InvariantCulture, $"{100 * measurement.Values[name]:0.0} %");
}
