using RoCL.Runs.Checkpoints;
using RoCL.Runs.Engine;
using RoCL.Runs.Evaluations;
using RoCL.Runs.Reporting;
using RoCL.Runs.Training;

namespace Shared.Runs;

/// <summary>The real engine with nobody who watches, and a step that fails tried twice.</summary>
internal static class QuietEngine
{
    /// <summary>An engine.</summary>
    /// <param name="models">Opens the models of other runs.</param>
    /// <param name="errors">Receives problems and warnings.</param>
    public static RunEngine Of(TrainedModels models, ErrorOutput errors) =>
        new(
            new Trainer(
                TimeProvider.System,
                ProgressListener.Silent,
                new(TimeSpan.Zero, TimeSpan.Zero, SameStep: 2),
                errors
            ),
            new Evaluator(TimeProvider.System, ProgressListener.Silent, models, errors),
            new EnvironmentReport(TimeProvider.System, models),
            errors
        );
}
