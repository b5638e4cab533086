using System.Globalization;
using RoCL.Host.Files;
using RoCL.Host.Progress;
using Serilog;
using TorchSharp;

namespace RoCL.Host.Runs;

/// <summary>Trains a job in its run folder: resumes, writes metrics and checkpoints, tries again after a failure.</summary>
/// <remarks>Checkpoints are written beside the training: a step waits for one only where the one before it is not complete yet.</remarks>
internal sealed class Trainer(TimeProvider clock, IProgressView view, RecoveryPolicy policy, ErrorOutput errors, IFiles? files = null)
{
    /// <summary>Trains to the end, from the newest good checkpoint on.</summary>
    /// <exception cref="ProblemException">What no further try would mend.</exception>
    /// <exception cref="OperationCanceledException">The person asked to stop; a checkpoint was written.</exception>
    public Trained Train(Job job, RunFolder run, torch.Device device, ILogger log, CancellationToken stop)
    {
        var pipeline = Recovery.Pipeline(policy, clock, (fault, attempt, wait) =>
        {
            log.Warning(fault, "Attempt {Attempt} failed; the next begins in {Wait} from the newest checkpoint", attempt, wait);
            errors.Warn(string.Create(CultureInfo.InvariantCulture,
                $"attempt {attempt} failed ({fault.Message.Split('\n')[0]}); "
                    + $"going on from the newest checkpoint in {wait.TotalSeconds:0.#} s"));
        });
        return view.Show(report => pipeline.Execute(token => Attempt(job, run, device, report, log, token), stop));
    }

    private Trained Attempt(
        Job job, RunFolder run, torch.Device device, Action<Progress.Progress> report, ILogger log, CancellationToken stop)
    {
        var checkpoints = new Checkpoints(run, warning =>
        {
            log.Warning("{Warning}", warning);
            errors.Warn(warning);
        }, files);
        torch.manual_seed(job.Plan.Seed.For("weights").Value);
        var model = Model.Build(job.Plan, device);
        try
        {
            var begun = checkpoints.Restore(model, resume: true).Match(state => state, problems => throw new ProblemException(problems[0]));
            log.Information("Training from step {First} of {Steps} on {Device}", begun.Next, job.Plan.Steps, device.ToString());
            return new(model, Steps(job, run, model, checkpoints, begun, report, log, stop));
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private CheckpointState Steps(
        Job job, RunFolder run, Model model, Checkpoints checkpoints, CheckpointState begun,
        Action<Progress.Progress> report, ILogger log, CancellationToken stop)
    {
        using var metrics = new Metrics(run.Metrics, begun.Next, files);
        using var writer = new CheckpointWriter(checkpoints, job.Recipe.Checkpoints, metrics, log);
        var (started, saved, state, origin) = (clock.GetTimestamp(), clock.GetTimestamp(), begun, CheckpointOrigin.Of(job));
        foreach (var result in Training.Run(job.Plan, job.Train, model, job.Plan.StepsFrom(begun.Next).Select(Seeded)))
        {
            writer.Surface();
            metrics.Add(result);
            // Every number beside a tensor is a small native block until its wrapper is collected, and keeps glibc from using
            // freed tensors again.
            GC.Collect(0);
            state = new(
                result.Step.Index + 1, begun.Seconds + clock.GetElapsedTime(started).TotalSeconds,
                state.Images + result.Step.Images.Length, Math.Max(state.PeakMemoryMiB, Environment.WorkingSet / 1048576.0), result.Loss)
            { Epoch = state.Epoch.With(result), Origin = origin };
            report(new($"{job.Name}: train", state.Next, job.Plan.Steps, Detail(job.Plan, result), state.Cost.ImagesPerSecond));
            var isStopping = stop.IsCancellationRequested;
            if (state.Next == job.Plan.Steps || isStopping
                || job.Recipe.Checkpoints.Every.IsDue(job.Plan, state.Next, clock.GetElapsedTime(saved)))
            {
                writer.Begin(state, model);
                saved = clock.GetTimestamp();
            }
            if (!isStopping) continue;
            writer.Wait();
            stop.ThrowIfCancellationRequested();
        }
        writer.Wait();
        return state;
    }

    // Dropout and whatever else draws from libtorch's own generator follows the step as well, not what was drawn before.
    private static TrainingStep Seeded(TrainingStep step)
    {
        torch.manual_seed(step.Seed.For("global").Value);
        return step;
    }

    private static string Detail(Plan plan, StepResult result)
    {
        var terms = string.Join("  ", result.Terms.Select(term => $"{term.Key} {term.Value:0.000}"));
        return string.Create(CultureInfo.InvariantCulture,
            $"epoch {result.Step.Moment.Epoch + 1}/{plan.Recipe.Train.Epochs}  loss {result.Loss:0.000}  {terms}");
    }
}

/// <summary>A trained model and what it took.</summary>
/// <param name="Model">The caller's to dispose of.</param>
/// <param name="State">Of the last step.</param>
internal sealed record Trained(Model Model, CheckpointState State);
