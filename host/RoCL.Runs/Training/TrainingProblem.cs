using System.Globalization;
using RoCL.Core.Guards;
using RoCL.Runs.Files;

namespace RoCL.Runs.Training;

/// <summary>The problem of a training that an exception ended.</summary>
internal static class TrainingProblem
{
    /// <summary>The code of a step that training cannot get past.</summary>
    public const string NotPastCode = "ROCL0607";

    /// <summary>
    /// ROCL0607: a training cannot get past a step, by an exception that has no code.
    /// </summary>
    /// <param name="run">The run's folder or name.</param>
    /// <param name="step">The step, from 0.</param>
    /// <param name="fault">The exception.</param>
    public static Problem NotPast(string run, long step, Exception fault) =>
        new(
            NotPastCode,
            run,
            string.Create(
                CultureInfo.InvariantCulture,
                $"Training cannot get past step {step}: {fault.GetType().Name}: {FirstLine(fault)}"
            ),
            $"{Remedy(fault)}, then go on with: rocl run {run}"
        );

    private static string Remedy(Exception fault) =>
        FileFailure.Is(fault) ? DiskFault.Remedy(fault) : "Repair what it says";

    private static string FirstLine(Exception fault) => fault.Message.Split('\n')[0].Trim();
}
