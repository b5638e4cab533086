using System.Globalization;
using RoCL.Host.Progress;
using Serilog;
using TorchSharp;

namespace RoCL.Host.Runs;

/// <summary>Trains a job in its run folder: resumes, writes metrics and checkpoints, tries again after a failure.</summary>
internal sealed class Trainer(TimeProvider clock, IProgressView view, RecoveryPolicy policy, ErrorOutput errors)
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
        });
        torch.manual_seed(job.Plan.Seed.For("weights").Value);
        var model = Model.Build(job.Plan, device);
        try
        {
            var begun = checkpoints.Restore(model).Match(state => state, problems => throw new ProblemException(problems[0]));
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
        using var metrics = new Metrics(run.Metrics, begun.Next);
        var (started, state) = (clock.GetTimestamp(), begun);
        foreach (var result in Training.Run(job.Plan, job.Train, model, job.Plan.StepsFrom(begun.Next).Select(Seeded)))
        {
            metrics.Add(result);
            // Every number beside a tensor is a small native block until its wrapper is collected, and keeps glibc from using
            // freed tensors again.
            GC.Collect(0);
            state = new(
                result.Step.Index + 1, begun.Seconds + clock.GetElapsedTime(started).TotalSeconds,
                state.Images + result.Step.Images.Length, Math.Max(state.PeakMemoryMiB, Environment.WorkingSet / 1048576.0), result.Loss);
            report(new($"{job.Name}: train", state.Next, job.Plan.Steps, Detail(job.Plan, result), state.Cost.ImagesPerSecond));
            if (state.Next == job.Plan.Steps || stop.IsCancellationRequested || IsDue(job.Plan, state.Next))
            {
                checkpoints.Write(state, model, job.Recipe.Checkpoints.Keep);
                log.Information("Checkpoint after {Steps} steps", state.Next);
            }
            stop.ThrowIfCancellationRequested();
        }
        return state;
    }

    // Dropout and whatever else draws from libtorch's own generator follows the step as well, not what was drawn before.
    private static TrainingStep Seeded(TrainingStep step)
    {
        torch.manual_seed(step.Seed.For("global").Value);
        return step;
    }

    private static bool IsDue(Plan plan, long next)
    {
        var every = plan.Recipe.Checkpoints.Every.InSteps(plan.MomentOf(next - 1));
        return Math.Floor(next / every) > Math.Floor((next - 1) / every);
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
