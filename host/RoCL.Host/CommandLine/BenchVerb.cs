using RoCL.Reports.Benchmarks;
using RoCL.Runs.Benchmarks;
using RoCL.Runs.Machine;
using RoCL.Runs.Reporting;
using Spectre.Console;

namespace RoCL.Host.CommandLine;

/// <summary><c>rocl doctor --bench</c>: how fast pretraining is here.</summary>
internal sealed class BenchVerb(SpeedMeasurement measurement, IAnsiConsole console, ErrorOutput errors)
{
    /// <summary>Measures, and shows what was measured; the exit code.</summary>
    public int Run(Request.Bench asked) =>
        Devices
            .Choose(asked.Device)
            .Then(device => measurement.Measure(asked.Question, device))
            .Match(
                report =>
                {
                    if (asked.AsJson)
                        SpeedView.WriteJson(console.Profile.Out.Writer, report);
                    else
                        SpeedView.Write(console, report);
                    return ExitCode.Done;
                },
                errors.Report
            );
}
