using System.Globalization;
using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Recipes;
using RoCL.Core.Training;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Folders;
using RoCL.Runs.Journal;
using RoCL.Runs.Progress;
using RoCL.Runs.Recipes;
using RoCL.Runs.Recovery;
using RoCL.Runs.Reporting;
using Serilog;
using TorchSharp;

namespace RoCL.Runs.Training;

/// <summary>
/// Trains a job in its run folder: resumes, writes metrics and checkpoints, tries again after a
/// failure.
/// </summary>
/// <remarks>
/// Checkpoints are written beside the training: a step waits for one only where the one before it
/// is not complete yet.
/// </remarks>
public sealed class Trainer(TimeProvider clock, IProgressView view, RecoveryPolicy policy, ErrorOutput errors)
{
    /// <summary>Trains to the end, from the newest good checkpoint on.</summary>
    /// <param name="job">What is trained.</param>
    /// <param name="run">Where it is written.</param>
    /// <param name="device">Where arithmetic runs.</param>
    /// <param name="log">The run's.</param>
    /// <param name="stop">Asks it to stop after the step.</param>
    /// <param name="known">Knows, when it ends with an exception, which step failed.</param>
    /// <exception cref="ProblemException">
    /// What no further try would mend; ROCL0607 where a step failed again and again.
    /// </exception>
    /// <exception cref="OperationCanceledException">
    /// The person asked to stop; a checkpoint was written.
    /// </exception>
    public Trained Train(
        Job job,
        RunFolder run,
        torch.Device device,
        ILogger log,
        CancellationToken stop,
        Whereabouts? known = null
    )
    {
        var (at, failures) = (known ?? new(), ImmutableList<long>.Empty);
        var pipeline = RetryPipeline.Pipeline(
            policy,
            clock,
            (fault, attempt, wait) =>
            {
                at.Retry(Retry.Of(attempt, at.Step, fault, clock.GetUtcNow()));
                log.With(job.Recipe, fault)
                    .Warning(
                        fault,
                        "Attempt {Attempt} failed at step {Step}; the next begins in {Wait} from the newest checkpoint",
                        attempt,
                        at.Step,
                        wait
                    );
                errors.Warn(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"attempt {attempt} failed ({fault.Message.Split('\n')[0]}); "
                            + $"going on from the newest checkpoint in {wait.TotalSeconds:0.#} s"
                    )
                );
            },
            _ => StepCircuit.IsClosed(failures = failures.Add(at.Step), policy.SameStep),
            new PollyEvents(log)
        );
        try
        {
            return view.Show(report =>
                pipeline.Execute(token => Try(new Attempt(job, run, device, report, log, at, token)), stop)
            );
        }
        catch (Exception fault) when (RetryPipeline.IsWorthRetrying(fault) && fault is not ProblemException)
        {
            throw new ProblemException(NotPast(run.Root, at.Step, fault), fault);
        }
    }

    /// <summary>
    /// ROCL0607: an exception that no code stands for ended the training at a step.
    /// </summary>
    public static Problem NotPast(string run, long step, Exception fault) =>
        new(
            "ROCL0607",
            run,
            string.Create(
                CultureInfo.InvariantCulture,
                $"could not get past step {step}: {fault.GetType().Name}: {fault.Message.Split('\n')[0].Trim()}"
            ),
            $"Mend what it says, then go on with: rocl run {run}"
        );

    // One try, which goes back as often as the recipe lets it.
    private Trained Try(Attempt work)
    {
        while (true)
        {
            try
            {
                return FromNewest(work);
            }
            catch (ProblemException fault)
                when (fault.Problem.Code is "ROCL0320" or Soundness.Code && work.Job.Recipe.NotFinite is NotFinite.Back)
            {
                var at = fault.Problem.Code == Soundness.Code ? work.At.Step + 1 : work.At.Step;
                var back = GoingBack
                    .Once(work.Run, work.Job.Plan, at, fault.Problem)
                    .Match(done => done, problems => throw new ProblemException(problems[0], fault));
                work.Log.With(work.Job.Recipe, fault)
                    .Warning(
                        fault,
                        "Going back from step {At} to step {To}; the learning rate is multiplied by {Factor} from there on",
                        back.At,
                        back.To,
                        back.Factor
                    );
            }
        }
    }

    private Trained FromNewest(Attempt work)
    {
        var checkpoints = new CheckpointStore(
            work.Run,
            warning =>
            {
                work.Log.Warning("{Warning}", warning);
                errors.Warn(warning);
            }
        );
        work.At.Begin();
        torch.manual_seed(work.Job.Plan.Seed.For("weights").Value);
        var model = Model.Build(work.Job.Plan, work.Device);
        try
        {
            var begun = checkpoints
                .Restore(model, resume: true)
                .Match(state => state, problems => throw new ProblemException(problems[0]));
            work.At.Resume(begun.Retries);
            if (begun.Next > 0)
            {
                work.Log.Information(
                    "Restored the checkpoint {Checkpoint} after {Steps} steps",
                    CheckpointName.After(begun.Next),
                    begun.Next
                );
            }

            work.Log.Information(
                "Training from step {First} of {Steps} on {Device}",
                begun.Next,
                work.Job.Plan.Steps,
                work.Device.ToString()
            );
            return new(model, Steps(work, model, begun));
        }
        catch (Exception fault)
        {
            work.At.Keep(fault, model);
            model.Dispose();
            throw;
        }
    }

    private CheckpointState Steps(Attempt work, Model model, CheckpointState begun)
    {
        var (job, plan) = (work.Job, work.Job.Plan);
        var history = GoingBack.In(work.Run).Match(read => read, problems => throw new ProblemException(problems[0]));
        using var metrics = new Metrics(work.Run, begun.Next);
        using var writer = new CheckpointWriter(
            new(work.Run),
            job.Recipe.Checkpoints,
            metrics,
            work.Log,
            work.At.Return
        );
        var (started, saved, state, origin) = (
            clock.GetTimestamp(),
            clock.GetTimestamp(),
            begun,
            CheckpointOrigin.Of(job.Recipe, job.Document)
        );
        var steps = plan.StepsFrom(begun.Next).Select(step => GoneBack.Lowered(step, history)).Select(work.At.Seeded);
        foreach (var result in TrainingLoop.Run(plan, job.Train, model, steps))
        {
            work.At.Passed();
            writer.Surface();
            metrics.Add(result);
            if (result.Skipped is { } why)
                Skip(work, why, metrics.SkippedInARow);
            // Every number beside a tensor is a small native block until its wrapper is collected,
            // and keeps glibc from using freed tensors again.
            GC.Collect(0);
            state = new(
                result.Step.Index + 1,
                begun.Seconds + clock.GetElapsedTime(started).TotalSeconds,
                state.Images + result.Step.Images.Length,
                Math.Max(state.PeakMemoryMiB, Environment.WorkingSet / 1048576.0),
                result.Skipped is null ? result.Loss : state.Loss
            )
            {
                Epoch = state.Epoch.With(result),
                Origin = origin,
                Retries = work.At.Retries,
            };
            work.Report(
                new($"{job.Name}: train", state.Next, plan.Steps, Detail(plan, result), state.Cost.ImagesPerSecond)
            );
            var isStopping = work.Stop.IsCancellationRequested;
            if (
                state.Next == plan.Steps
                || isStopping
                || job.Recipe.Checkpoints.Every.IsDue(plan.MomentOf(state.Next - 1), clock.GetElapsedTime(saved))
            )
            {
                Soundness.Check(model, result.Step);
                writer.Begin(state, model);
                saved = clock.GetTimestamp();
            }
            if (!isStopping)
                continue;
            writer.Wait();
            work.Stop.ThrowIfCancellationRequested();
        }
        writer.Wait();
        return state;
    }

    private void Skip(Attempt work, Problem why, int inARow)
    {
        work.Log.With(work.Job.Recipe, why)
            .Warning("Step {Step} left its batch out: {Problem}", work.At.Step, $"{why}");
        errors.Warn($"{why} Its batch is left out.");
        Soundness.Bounded(work.Job.Recipe.NotFinite, why, inARow);
    }

    private static string Detail(Plan plan, StepResult result)
    {
        var terms = result.Skipped is not null
            ? "left out"
            : string.Join("  ", result.Terms.Select(term => $"{term.Key} {term.Value:0.000}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {result.Step.Moment.Epoch + 1}/{plan.Recipe.Train.Epochs}  loss {result.Loss:0.000}  {terms}"
        );
    }
}

/// <summary>A trained model and what it took.</summary>
/// <param name="Model">The caller's to dispose of.</param>
/// <param name="State">Of the last step.</param>
public sealed record Trained(Model Model, CheckpointState State);
