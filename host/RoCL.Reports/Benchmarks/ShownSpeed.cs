using RoCL.Core;
using RoCL.Reports.Answers;
using RoCL.Runs.Benchmarks;
using RoCL.Runs.Machine;
using RoCL.Runs.Reporting;

namespace RoCL.Reports.Benchmarks;

/// <summary><c>rocl doctor --bench</c>: how fast pretraining is here.</summary>
/// <param name="measurement">Measures.</param>
/// <param name="output">Where the result goes.</param>
/// <param name="errors">Where problems go.</param>
public sealed class ShownSpeed(SpeedMeasurement measurement, ResultOutput output, ErrorOutput errors)
{
    /// <summary>Measures, and shows what was measured; the exit code.</summary>
    /// <param name="question">What is measured.</param>
    /// <param name="device">A word for the device, such as <c>auto</c>.</param>
    /// <param name="signals">What stops it.</param>
    public int Run(SpeedQuestion question, string device, Signals signals)
    {
        if (TorchProbe.Failure() is { } failure)
            return errors.Report(failure);
        try
        {
            return Measured(question, device, signals.Stop).Match(Shown, errors.Report);
        }
        catch (OperationCanceledException)
        {
            errors.Warn("The measurement was stopped, so nothing is shown.");
            return signals.ExitCode;
        }
    }

    private Result<SpeedReport> Measured(SpeedQuestion question, string device, CancellationToken stop) =>
        Devices.Choose(device).Then(chosen => measurement.Measure(question, chosen, stop));

    private int Shown(SpeedReport report)
    {
        output.Write(console => SpeedView.Write(console, report), () => report);
        return ExitCode.Done;
    }
}
