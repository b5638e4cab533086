using System.Globalization;
using BenchmarkDotNet.Reports;
using RoCL.Runs.Benchmarks;

namespace Benchmarks;

/// <summary>
/// The figure of what is measured in pairs, one right after the other, as a line.
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
        var all = ratios.ToList();
        var found = PairedRatios.Of(all);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{found.Median:0.0000} (median of {found.Rounds}, 95 % sure to be in {found.Low:0.0000} to "
                + $"{found.High:0.0000}; single pairs {all.Min():0.0000} to {all.Max():0.0000})"
        );
    }

    private static bool IsBaseline(BenchmarkReport report) => report.BenchmarkCase.Descriptor.Baseline;

    private static double Time(BenchmarkReport report) => report.ResultStatistics!.Median;

    private static double Spent(BenchmarkReport report) => report.Metrics[ProcessorTime.Metric].Value;
}
