using System.Globalization;
using BenchmarkDotNet.Reports;

namespace Benchmarks;

/// <summary>
/// The figure of what is measured in pairs, one right after the other: the median of the pairs'
/// ratios, and between which of them the true median lies with a confidence of 95 % (the sign
/// test's interval, which asks nothing of their distribution).
/// </summary>
internal static class Pairs
{
    /// <summary>A line for each benchmark that is held against a baseline.</summary>
    public static IEnumerable<string> Of(Summary summary) =>
        summary
            .Reports.Where(report => report.Success)
            .GroupBy(report => report.BenchmarkCase.Parameters.DisplayInfo)
            .SelectMany(round =>
                round
                    .Where(IsBaseline)
                    .SelectMany(baseline =>
                        round
                            .Where(report => !IsBaseline(report))
                            .Select(report =>
                                (
                                    report.BenchmarkCase.Descriptor.WorkloadMethod.Name,
                                    Ratio: (Time: Time(report) / Time(baseline), Spent: Spent(report) / Spent(baseline))
                                )
                            )
                    )
            )
            .GroupBy(pair => pair.Name, pair => pair.Ratio)
            .Select(ratios =>
                $"{ratios.Key}, of its baseline: {Median(ratios.Select(ratio => ratio.Time))} in time, "
                + $"{Median(ratios.Select(ratio => ratio.Spent))} in processor time"
            );

    private static string Median(IEnumerable<double> ratios)
    {
        var all = ratios.Order().ToList();
        var aside = (int)Math.Ceiling(1.96 * Math.Sqrt(all.Count) / 2); // a binomial's deviation is half the root
        var low = Math.Max(0, all.Count / 2 - aside);
        var high = Math.Min(all.Count - 1, all.Count / 2 + aside);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{all[all.Count / 2]:0.0000} (median of {all.Count}, 95 % sure to be in {all[low]:0.0000} to "
                + $"{all[high]:0.0000}; single pairs {all[0]:0.0000} to {all[^1]:0.0000})"
        );
    }

    private static bool IsBaseline(BenchmarkReport report) => report.BenchmarkCase.Descriptor.Baseline;

    private static double Time(BenchmarkReport report) => report.ResultStatistics!.Median;

    private static double Spent(BenchmarkReport report) => report.Metrics[ProcessorTime.Metric].Value;
}
