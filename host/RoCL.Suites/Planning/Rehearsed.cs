using System.Text.Json.Nodes;
using RoCL.Core.Evaluation;
using RoCL.Core.Guards;
using RoCL.Core.Models;
using RoCL.Core.Tensors;
using RoCL.Runs.Recipes;
using RoCL.Runs.Results;

namespace RoCL.Suites.Planning;

/// <summary>
/// As long as it took in finished runs that were measured alike; where there are none, by a
/// rehearsal on a few images.
/// </summary>
public sealed class Rehearsed(TimeProvider clock) : IEvaluationEstimate
{
    private readonly MeasuredBefore _before = new();

    /// <inheritdoc/>
    public double? Seconds(
        Job job,
        Model model,
        IReadOnlyList<(JsonObject Recipe, Summary Summary)> finished,
        CancellationToken stop
    ) => _before.Seconds(job, model, finished, stop) ?? Rehearse(job, model, stop);

    private double Rehearse(Job job, Model model, CancellationToken stop)
    {
        var estimate = new TimeEstimate(clock, few: 8, enough: 0.3);
        foreach (var evaluation in job.Plan.Bindings.Evaluations)
        {
            using var scope = TorchSharp.torch.NewDisposeScope();
            var bench = new Bench(job.Plan, model, evaluation.Use, new(job.Train, job.Test), new NoHost(stop));
            var rehearsal = new Rehearsal(bench, estimate) { Masking = job.Recipe.Masking.Images };
            Guard.Call(evaluation.Use, () => evaluation.Constant.Evaluate(rehearsal), job.Recipe.Uses, stop);
        }

        return estimate.Seconds;
    }

    private sealed class NoHost(CancellationToken stop) : IBenchHost
    {
        public CancellationToken Stop => stop;

        public TimeSpan Elapsed => default;

        public void Report(string stage, long done, long total) { }

        public TensorFile? Find(string name) => null;

        public void Keep(string name, TensorFile part) { }
    }
}
