using RoCL.Host.Progress;

namespace RoCL.Host.Runs;

/// <summary>Measures a trained model by the evaluations that its recipe lists.</summary>
internal sealed class Evaluator(TimeProvider clock, IProgressView view)
{
    /// <summary>All evaluations, in their order.</summary>
    /// <exception cref="ProblemException">An evaluation or its attack failed.</exception>
    /// <exception cref="OperationCanceledException">The person asked to stop.</exception>
    public IReadOnlyList<EvaluationSummary> Evaluate(Job job, Model model, CancellationToken stop) =>
        [.. job.Recipe.Evaluations.Select(evaluation => Evaluate(job, model, evaluation, stop))];

    private EvaluationSummary Evaluate(Job job, Model model, Bound<IEvaluation> evaluation, CancellationToken stop) => view.Show(report =>
    {
        var (begun, peak) = (clock.GetTimestamp(), Environment.WorkingSet);
        void Report(string stage, long done, long total)
        {
            // As in training: small native blocks that wait for their wrappers keep freed tensors from being used again.
            GC.Collect(0);
            peak = Math.Max(peak, Environment.WorkingSet);
            report(new($"{job.Name}: {stage}", done, total));
        }
        var bench = new Bench(job.Plan, model, evaluation.Use, (job.Train, job.Test), Report, stop);
        var result = Guard.Call(evaluation.Use, () => evaluation.At(default).Evaluate(bench));
        return new EvaluationSummary(evaluation.Use.Component.Name, result.Protocol, clock.GetElapsedTime(begun).TotalSeconds,
            Math.Max(peak, Environment.WorkingSet) / 1048576.0,
            [.. result.Conditions.Select(condition => ConditionSummary.Of(condition, job.Test))]);
    });
}
