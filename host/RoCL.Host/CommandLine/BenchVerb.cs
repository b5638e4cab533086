using RoCL.Core;
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
    public int Run(Request.Bench asked, Signals signals)
    {
        if (TorchProbe.Failure() is { } failure)
            return errors.Report(failure);
        try
        {
            return Measured(asked, signals.Stop).Match(report => Shown(asked, report), errors.Report);
        }
        catch (OperationCanceledException)
        {
            errors.Warn("The measurement was stopped, so nothing is shown.");
            return signals.ExitCode;
        }
    }

    private Result<SpeedReport> Measured(Request.Bench asked, CancellationToken stop) =>
        Devices.Choose(asked.Device).Then(device => measurement.Measure(asked.Question, device, stop));

    private int Shown(Request.Bench asked, SpeedReport report)
    {
        if (asked.AsJson)
            SpeedView.WriteJson(console.Profile.Out.Writer, report);
        else
            SpeedView.Write(console, report);
        return ExitCode.Done;
    }
}
