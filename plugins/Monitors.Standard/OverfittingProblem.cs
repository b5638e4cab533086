using System.Globalization;

namespace RoCL.Monitors.Standard;

/// <summary>ROCL0580: the words and figures of catastrophic overfitting.</summary>
internal static class OverfittingProblem
{
    /// <summary>The problem.</summary>
    /// <param name="best">The measurement with the highest accuracy under PGD.</param>
    /// <param name="now">The newest one.</param>
    public static Problem Of(MonitorMeasurement best, MonitorMeasurement now) =>
        new(
            "ROCL0580",
            "catastrophic-overfitting",
            $"Accuracy under PGD fell from {Percent(best, "pgd")} after step {best.Step} to {Percent(now, "pgd")} after "
                + $"step {now.Step}, while accuracy under FGSM went from {Percent(best, "fgsm")} to "
                + $"{Percent(now, "fgsm")}: the network resists a single step and nothing else.",
            "Train with more iterations or a smaller step, or with a \"fallBack\" for the attacked view."
        );

    private static string Percent(MonitorMeasurement measurement, string name) =>
        string.Create(CultureInfo.InvariantCulture, $"{100 * measurement.Values[name]:0.0} %");
}
