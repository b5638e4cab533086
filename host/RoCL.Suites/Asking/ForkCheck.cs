using System.Globalization;
using System.Text.Json.Nodes;
using RoCL.Core;
using RoCL.Core.Models;
using RoCL.Core.Numbers;
using RoCL.Plugins.Checking;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Evaluations;
using RoCL.Runs.Folders;
using RoCL.Runs.Forking;
using RoCL.Runs.Provenance;
using RoCL.Runs.Recipes;
using RoCL.Runs.Reporting;
using RoCL.Suites.Forking;
using RoCL.Suites.Running;
using Spectre.Console;
using TorchSharp;

namespace RoCL.Suites.Asking;

/// <summary>
/// Holds a run that goes on from a checkpoint of another against that one, before anything is
/// written, and says how the training goes on.
/// </summary>
public sealed class ForkCheck(
    Jobs jobs,
    TrustCheck check,
    RecordedInputs inputs,
    IAnsiConsole console,
    ErrorOutput errors
)
{
    /// <summary>
    /// Holds the new run against the other one, reads the checkpoint's weights into a model, and
    /// says how the training goes on; nothing where none goes on from another.
    /// </summary>
    /// <param name="asked">What is run.</param>
    /// <param name="trust">Which changes are allowed.</param>
    /// <returns>
    /// What is run, with the hash of the weights. ROCL0260, ROCL0269, ROCL0270: plugins, data or
    /// models are others than the other run's. ROCL0271: the parts of its data are. ROCL0831,
    /// ROCL0832: its steps are others. ROCL0835: none is left for what is set. ROCL0610: its
    /// tensors are others.
    /// </returns>
    public Result<AskedSuite> Check(AskedSuite asked, TrustDemand trust) =>
        asked.Fork is { } fork ? Check(fork, trust).Then<AskedSuite>(read => asked with { Fork = read }) : asked;

    private Result<Fork> Check(Fork fork, TrustDemand trust) =>
        RecipeFiles
            .Load(fork.Parent.Recipe, [])
            .Then(own =>
                jobs.Of(fork.Suite.Runs[0])
                    .Then(job => OfSameParts(fork, own, job))
                    .Then(job => Trusted(fork, job, trust))
                    .Then(job => Placed(fork, job))
                    .Then(job => NotRelabelled(fork, own, job))
            )
            .Then(job => Read(fork, job));

    private static Result<Job> OfSameParts(Fork fork, JsonObject own, Job job)
    {
        var others = OwnParts.OthersOfContinued(fork.Parent, own, job.Document);
        return others.IsEmpty ? job : others;
    }

    // Where no step is left, what says how it was trained is the other run's; but how long.
    private static Result<Job> NotRelabelled(Fork fork, JsonObject own, Job job)
    {
        if (fork.State.Next < job.Plan.Steps)
            return job;
        List<ChangedFact> others =
        [
            .. OwnTraining.Others(own, job.Document).Where(change => change.Name != "train.epochs"),
            .. RecipeChange.All(own, job.Document).Where(change => change.Name == "seed"),
        ];
        return others.Count == 0 ? job : ForkProblems.NothingLeft(fork, others);
    }

    private Result<Job> Trusted(Fork fork, Job job, TrustDemand trust) =>
        check
            .Measured(fork.Parent, job.Recipe, trust.Plugins.AllowChange)
            .Then(change =>
            {
                if (change is not null)
                {
                    var what = $"goes on in a new run with other plugins: {change}";
                    errors.Warn(ChangeWarning.Of(fork.Parent.Root, what));
                }

                return inputs
                    .Measured(fork.Parent, job, trust.AllowDataChange)
                    .Then<Job>(others =>
                    {
                        inputs.Warn(fork.Parent, others);
                        return job;
                    });
            });

    private static Result<Job> Placed(Fork fork, Job job)
    {
        if (StepsPerEpoch(fork.Parent) is { } was && was != job.Plan.StepsPerEpoch)
            return ForkProblems.OtherEpochs(fork, was, job.Plan.StepsPerEpoch);
        return fork.State.Next > job.Plan.Steps ? ForkProblems.PastTheEnd(fork, job.Plan.Steps) : job;
    }

    // An older version did not record the number of steps.
    private static long? StepsPerEpoch(RunFolder run)
    {
        var last = RunRecord.LastIn(run);
        var epochs = ExactNumber.Whole(last?.Recipe?["train"]?["epochs"]);
        return epochs > 0 ? last?.Steps / epochs : null;
    }

    private Result<Fork> Read(Fork fork, Job job)
    {
        using var scope = torch.NewDisposeScope();
        using var model = Model.Build(job.Plan.InFloat32(), torch.CPU);
        model.Begin();
        return NamedCheckpoint
            .Restore(fork.Parent, fork.Checkpoint, model)
            .Then<Fork>(_ =>
            {
                var read = fork with { Weights = Weights.HashOf(model) };
                Say(read, job);
                return read;
            });
    }

    private void Say(Fork fork, Job job)
    {
        var step = fork.State.Next;
        var parent = new ParentRecord(fork.Parent.Root, step, fork.Weights);
        var left = job.Plan.Steps - step;
        PlainColumns.Line(
            console,
            left == 0
                ? $"Goes on from {parent}: no step is left to train, and its evaluations are made."
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"Goes on from {parent}: {left} of {job.Plan.Steps} steps are left ({job.Recipe.Train.Epochs} "
                        + $"epochs in all). That run's folder is only read."
                )
        );
        foreach (var line in new ScheduleJoint(job.Plan, fork.Parent, step).Lines())
            PlainColumns.Line(console, line);
    }
}
