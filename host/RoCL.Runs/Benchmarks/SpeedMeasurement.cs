using RoCL.Core;
using RoCL.Runs.Files;
using RoCL.Runs.Progress;
using static TorchSharp.torch;

namespace RoCL.Runs.Benchmarks;

/// <summary>
/// Measures how fast pretraining is, by the code that trains: variants take turns in one process,
/// so that what else the machine does meets all of them.
/// </summary>
/// <param name="jobs">Makes the recipe's jobs on random images.</param>
/// <param name="view">Shows how far the measurement has come.</param>
/// <param name="files">The disk, which has what was measured of a device before.</param>
public sealed class SpeedMeasurement(SyntheticJobs jobs, IProgressView view, IFiles files)
{
    private const string Recipe = "rocl";
    private const int StepsPerEpoch = 1; // every step trains on the same images

    /// <summary>Measures; what was measured, or all that is wrong with the recipe.</summary>
    /// <param name="question">What is measured.</param>
    /// <param name="device">Where arithmetic runs.</param>
    /// <param name="stop">Asks it to stop, also in the middle of a step.</param>
    /// <exception cref="ProblemException">A component fails on these images.</exception>
    /// <exception cref="OperationCanceledException">The person asked to stop.</exception>
    public Result<SpeedReport> Measure(SpeedQuestion question, Device device, CancellationToken stop = default)
    {
        var threadsBefore = get_num_threads();
        set_num_threads(question.Threads ?? threadsBefore);
        try
        {
            // All variants have the question's components, and the same problems with them.
            return JobsOf(question)
                .Match<Result<SpeedReport>>(
                    made => Measured(question, device, made, stop),
                    problems => problems.Select(AtOption).Distinct().ToImmutableArray()
                );
        }
        finally
        {
            set_num_threads(threadsBefore);
        }
    }

    private Result<ImmutableArray<VariantJob>> JobsOf(SpeedQuestion question) =>
        Result.All(SpeedVariant.All.Select(variant => JobOf(variant, question)));

    private Result<VariantJob> JobOf(SpeedVariant variant, SpeedQuestion question)
    {
        string[] settings =
        [
            question.Encoder.StartsWith('{') ? $"encoder={question.Encoder}" : $"encoder.use={question.Encoder}",
            $"train.batch={question.Batch}",
            "train.epochs=1000000",
            $"views.adv.attack.iterations={question.Iterations}",
            "optimizer.lr=0.001", // random images teach nothing, and must not lead to numbers that are not finite
            "evaluate=[]",
            .. variant.Settings,
        ];
        return jobs.Of(Recipe, settings, question.Shape, StepsPerEpoch, variant.Change)
            .Then<VariantJob>(job => new VariantJob(variant, job));
    }

    // A person wrote an option, not the recipe's key that it sets.
    private static Problem AtOption(Problem problem)
    {
        var isOfEncoder =
            problem.Where.EndsWith(": encoder.use", StringComparison.Ordinal)
            || problem.Where.StartsWith("--set encoder", StringComparison.Ordinal);
        return isOfEncoder ? problem with { Where = "--encoder" } : problem;
    }

    private SpeedReport Measured(
        SpeedQuestion question,
        Device device,
        ImmutableArray<VariantJob> made,
        CancellationToken stop
    )
    {
        using var display = view.Begin();
        var trainings = new List<SpeedTraining>();
        try
        {
            foreach (var variant in made)
            {
                display.Show(new($"first step of {variant.Variant.Name}", trainings.Count, made.Length));
                trainings.Add(new(variant.Variant, variant.Job, device, files, stop));
            }

            for (var round = 0; round < question.Rounds; round++)
            {
                display.Show(new("rounds", round, question.Rounds));
                foreach (var training in trainings)
                    training.TakeRound(question.Steps);
            }

            return new(
                question,
                $"{device}",
                get_num_threads(),
                [.. trainings.Select(each => Speed(each, trainings[0]))]
            );
        }
        finally
        {
            foreach (var training in trainings)
                training.Dispose();
        }
    }

    private static VariantSpeed Speed(SpeedTraining training, SpeedTraining first)
    {
        var rounds = training.Rounds.Select(round => round.ImagesPerSecond).ToImmutableArray();
        var ratios = training.Rounds.Zip(first.Rounds, (own, other) => own.ImagesPerSecond / other.ImagesPerSecond);
        return new(
            training.Variant.Name,
            training.Variant.About,
            PairedRatios.MedianOf(rounds),
            training == first ? null : PairedRatios.Of(ratios),
            training.MemoryMiB,
            new(
                Median(StepPhase.Data),
                Median(StepPhase.Attack),
                Median(StepPhase.Training),
                Median(StepPhase.Optimizer)
            ),
            rounds,
            [.. training.Notices.Select(notice => $"{notice}")]
        );

        double Median(StepPhase phase) => PairedRatios.MedianOf(training.Rounds.Select(round => round.Phases[phase]));
    }

    private sealed record VariantJob(SpeedVariant Variant, Recipes.Job Job);
}
