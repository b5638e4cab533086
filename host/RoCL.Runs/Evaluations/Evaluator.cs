using RoCL.Core.Binding;
using RoCL.Core.Components;
using RoCL.Core.Evaluation;
using RoCL.Core.Models;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Progress;
using RoCL.Runs.Recipes;
using RoCL.Runs.Reporting;
using RoCL.Runs.Results;

namespace RoCL.Runs.Evaluations;

/// <summary>Measures a trained model by the evaluations that its recipe lists.</summary>
public sealed class Evaluator(TimeProvider clock, IProgressView view, TrainedModels models, ErrorOutput errors)
{
    private const string NoPictures = "The report goes without pictures; no figure is touched.";

    /// <summary>
    /// All evaluations, in their order; what a stopped process had finished of them is not done
    /// again.
    /// </summary>
    /// <exception cref="ProblemException">An evaluation or its attack failed.</exception>
    /// <exception cref="OperationCanceledException">The person asked to stop.</exception>
    public IReadOnlyList<EvaluationSummary> Evaluate(RunFolder run, Job job, Model model, CancellationToken stop)
    {
        string[] weights = [Weights.HashOf(model), .. (models.Of(job.Plan) ?? []).Select(origin => origin.Weights)];
        model.AdoptWeights();
        var summaries = ImmutableArray.CreateBuilder<EvaluationSummary>();
        for (var index = 0; index < job.Plan.Bindings.Evaluations.Length; index++)
        {
            var key = EvaluationKey.Of(job, weights, index);
            var kept = KeptParts.Of(run, key);
            summaries.Add(kept.Finished() ?? Measured(job, model, index, new(run, kept, new(run, key)), stop));
        }

        return summaries.ToImmutable();
    }

    private EvaluationSummary Measured(Job job, Model model, int index, Places places, CancellationToken stop)
    {
        var evaluation = job.Plan.Bindings.Evaluations[index];
        // A run's pictures are those of its first evaluation.
        var pictures = index == 0 ? places.Run : null;
        var summary = Evaluate(job, model, evaluation, places, pictures, stop) with { By = MeasuredBy.Of(job, index) };
        places.Kept.Finish(summary);
        Warn(evaluation.Use, summary);
        return summary;
    }

    private EvaluationSummary Evaluate(
        Job job,
        Model model,
        Bound<IEvaluation> evaluation,
        Places places,
        RunFolder? pictures,
        CancellationToken stop
    )
    {
        var kept = places.Kept;
        using var display = view.Begin();
        var host = new BenchHost(job.Name, clock, display.Show, kept, stop);
        var bench = new Bench(job.Plan, model, evaluation.Use, new(job.Train, job.Test), host);
        var result = bench.Run(() => evaluation.Constant);
        var evidence = bench.Evidence;
        using var records = bench.Records;
        if (pictures is not null)
            Draw(pictures, job, evaluation.Use, records);
        return new EvaluationSummary(
            evaluation.Use.Component.Name,
            result.Protocol,
            kept.SecondsBefore + host.Elapsed.TotalSeconds,
            host.PeakMemoryMiB,
            [.. result.Conditions.Select(condition => Summarised(condition, job.Test, result.Conditions, evidence))],
            evidence
        )
        {
            Outcomes = ImageOutcomes.Of(result.Conditions, records.Predicted, job.Test),
            Classifiers = places.Classifiers.Write(host.Classifiers),
        };
    }

    // Figures matter more than pictures: without these an evaluation is as good.
    private void Draw(RunFolder run, Job job, ComponentUse use, ImageRecords records)
    {
        try
        {
            if (ExamplePictures.Of(use.Component.Name, job.Plan, records) is { } examples)
                ExamplesFile.Write(run, examples);
        }
        catch (ProblemException fault)
        {
            errors.Warn($"{fault.Message} {NoPictures}");
        }
        catch (Exception fault) when (FileFailure.Is(fault))
        {
            errors.Warn($"{FileFailure.Of(run.Root, fault)} {NoPictures}");
        }
    }

    private static ConditionSummary Summarised(
        Condition condition,
        IImages test,
        IReadOnlyList<Condition> all,
        IReadOnlyList<Evidence> evidence
    ) =>
        ConditionSummary.Of(condition, condition.Images ?? test) with
        {
            Signs = MaskingSigns.Of(evidence, condition.Name) ?? WorstCaseSigns.Of(condition, all, evidence),
        };

    private void Warn(ComponentUse use, EvaluationSummary summary)
    {
        foreach (var warning in ChanceWarnings.Of([summary]))
            errors.Warn($"{warning with { Where = $"{use.Where}: {warning.Where}" }}");
        foreach (var warning in MaskingSigns.Warnings(use.Where, summary.Masking))
            errors.Warn(warning);
    }

    // Where one evaluation keeps what it has finished, and what it has trained.
    private sealed record Places(RunFolder Run, KeptParts Kept, ClassifierFiles Classifiers);
}
