using RoCL.Core.Models;
using RoCL.Core.Monitoring;
using RoCL.Core.Training;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Folders;
using RoCL.Runs.Journal;
using RoCL.Runs.Machine;
using RoCL.Runs.Ranks;
using RoCL.Runs.Recipes;
using Serilog;
using TorchSharp;

namespace RoCL.Runs.Training;

/// <summary>Opens a training at its newest good checkpoint, once for each attempt.</summary>
/// <param name="trainer">Clock, disk and output.</param>
/// <param name="job">What is trained.</param>
/// <param name="run">Where it is written.</param>
/// <param name="device">Where arithmetic runs.</param>
/// <param name="log">The run's log.</param>
/// <param name="position">Goes back to the step of a checkpoint that could not be written.</param>
internal sealed class TrainingOpening(
    Trainer trainer,
    Job job,
    RunFolder run,
    torch.Device device,
    ILogger log,
    TrainingPosition position
)
{
    // What was left of a damaged record of steps, by the step that training went on from.
    private readonly Dictionary<long, JournalMark?> _repaired = [];

    /// <summary>Builds the model, restores the checkpoint, and opens the files.</summary>
    /// <param name="history">When the run went back: it decides learning rates.</param>
    /// <param name="retriesAfter">
    /// The attempts that failed, after those that a checkpoint knows.
    /// </param>
    /// <param name="pace">What ranks decide together.</param>
    /// <exception cref="ProblemException">As <see cref="CheckpointStore.Restore"/>.</exception>
    public OpenTraining Open(
        ImmutableArray<GoneBack> history,
        Func<RetryHistory?, RetryHistory?> retriesAfter,
        RankPace pace
    )
    {
        var store = new CheckpointStore(run, Warn);
        GlobalSeed.Set(job.Plan);
        var notices = new List<Problem>();
        var model = Model.Build(BFloat16Speed.WithSuitablePrecision(job.Plan, device, run.Files, notices.Add), device);
        try
        {
            model.Begin();
            var restored = store.Restore(model, resume: true).ValueOrThrow();
            var begunWith = BeginningWeights.Take(run, job.Plan.Bindings.Init, model, log);
            OpeningLog.Write(log, restored, model.StateBytes(), job.Plan, device);
            var begun = restored with
            {
                Origin = CheckpointOrigin.Of(job.Recipe, job.Document),
                Retries = retriesAfter(restored.Retries),
            };
            trainer.Together.Begin(model, begun.Next);
            return Opened(model, begun, history, new(begunWith, [.. notices, .. model.Notices]), pace);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    // Its damage is named once, however many attempts follow.
    private Metrics OpenMetrics(CheckpointState begun)
    {
        var metrics = new Metrics(run, begun.Next, _repaired.GetValueOrDefault(begun.Next, begun.Journal));
        if (metrics.Damage is not { } damage)
            return metrics;
        _repaired[begun.Next] = metrics.Mark;
        var aside = metrics.Aside is { } copy ? $" The file as it was is {copy}." : "";
        Warn($"{damage.In(run)} Training goes on, and all good lines stay.{aside}");
        return metrics;
    }

    private OpenTraining Opened(
        Model model,
        CheckpointState begun,
        ImmutableArray<GoneBack> history,
        OpeningWarnings opening,
        RankPace pace
    )
    {
        var metrics = OpenMetrics(begun);
        var writer = new CheckpointWriter(new(run), job.Recipe.Checkpoints, metrics, log, position.Return);
        var display = trainer.View.Begin();
        var record = new TrainingRecord(begun, trainer.Clock);
        var checkpoints = new DueCheckpoints(
            job.Plan,
            model,
            trainer.Clock,
            trainer.Together,
            pace,
            new(record, writer)
        );
        var warnings = opening.Said.ToList();
        void Said(Problem warning)
        {
            warnings.Add(warning);
            Warn($"{warning}");
        }

        // Nothing says it again after the checkpoint, as metrics say a monitor's finding.
        void Seen(Problem sign)
        {
            record.Add(sign);
            Warn($"{sign}");
        }

        foreach (var notice in opening.Others)
            Said(notice);
        var monitoring = new Monitoring(job.Plan, model, job.Train, job.HeldOut);
        var monitors = TrainingMonitors.Of(monitoring, job.Recipe, trainer, log, metrics);
        return new OpenTraining
        {
            Model = model,
            Steps = job.Plan.StepsFrom(begun.Next).Select(step => GoneBack.Lowered(step, history)),
            Monitors = monitors,
            Verdicts = TrainingVerdicts.After(metrics, job.Plan, Said, monitors),
            Listeners =
            [
                metrics.Add,
                new SkippedBatches(job.Recipe, metrics.SkippedInARow, log, trainer.Errors).Add,
                record.Add,
                new LearningSigns(job.Plan, job.Train, model, Seen).Add,
                new StillWeights(job.Plan, model, Seen).Add,
                new TrainingProgress(job, record, display).Show,
                checkpoints.Add,
            ],
            Checkpoints = checkpoints,
            Record = record,
            Warnings = warnings,
            // The writer first: it waits for a checkpoint that still needs the metrics.
            Files = [writer, metrics, display],
        };
    }

    private void Warn(string warning)
    {
        log.Warning("{Warning}", warning);
        trainer.Errors.Warn(warning);
    }
}

/// <summary>What the person is warned of when a training is opened.</summary>
/// <param name="Said">What was said before the run began.</param>
/// <param name="Others">What is new.</param>
internal sealed record OpeningWarnings(IEnumerable<Problem> Said, ImmutableArray<Problem> Others);
