using System.Globalization;
using RoCL.Core.Binding;
using RoCL.Core.Evaluation;
using RoCL.Core.Models;
using RoCL.Reports.Results;
using RoCL.Reports.Tables;
using RoCL.Runs.Export;
using RoCL.Runs.Folders;
using RoCL.Runs.Journal;
using RoCL.Runs.Progress;
using RoCL.Runs.Results;
using TorchSharp;

namespace RoCL.Suites.Exporting;

/// <summary>Writes all files of an export.</summary>
public sealed class ExportWriting(IProgressView view, TimeProvider clock)
{
    /// <summary>Writes them.</summary>
    /// <param name="trained">The run.</param>
    /// <param name="folder">The folder, which is there.</param>
    /// <param name="adversarial">
    /// Whether the evaluations are made again, to write their images.
    /// </param>
    /// <param name="stop">Asks to stop.</param>
    /// <exception cref="OperationCanceledException">The person asked to stop.</exception>
    public void Write(ExportedModel trained, ExportFolder folder, bool adversarial, CancellationToken stop)
    {
        var run = trained.Run;
        var job = trained.Job;
        var model = trained.Model;
        KeyValuePair<string, string>[] about = [.. trained.Metadata];
        folder.Write("encoder.safetensors", ExportedTensors.OfEncoder(model), about);
        folder.Write("heads.safetensors", ExportedTensors.OfHeads(model), about);
        folder.WriteImages(job.Test);
        using (var display = view.Begin())
        {
            void Report(long done, long total) => display.Show(new WorkProgress("features", done, total));
            using var features = ExportedTensors.Features(model, job.Test, Report);
            folder.WriteArray("features.npy", features);
        }

        folder.Write("metrics.csv", MetricsCsv.Of([.. Metrics.Read(run)]));
        var summaries = Summaries(run).ToList();
        if (summaries.Count > 0)
            folder.Write("results.csv", ResultCsv.Of(ResultSet.Of(summaries)));
        folder.Write("load.py", Loader(trained, folder, summaries.Select(each => each.Item2).FirstOrDefault()));
        if (adversarial)
            WriteChanged(trained, folder, stop);
    }

    private static IEnumerable<(string, Summary)> Summaries(RunFolder run) =>
        (SummaryFile.Read(run) is { } own ? new[] { (run.Name, own) } : []).Concat(
            LaterEvaluations.Of(run).Select(later => ($"{run.Name} {later.Name}", later.Summary))
        );

    // By the first classifier of the run's own evaluations, whose images are those of the file.
    private static string Loader(ExportedModel trained, ExportFolder folder, Summary? summary)
    {
        string? classifier = null;
        double? measured = null;
        foreach (var (index, evaluation) in (summary?.Evaluations ?? []).Index())
        {
            var title = string.Create(
                CultureInfo.InvariantCulture,
                $"{index}-{ExportFolder.FileName(evaluation.Name)}"
            );
            var linear = folder.WriteClassifiers(trained.Run, evaluation, title);
            var isItsOwn = linear.Length == 1 && trained.IsOf(summary!) && evaluation.Name != "transfer";
            if (classifier is null && isItsOwn)
            {
                classifier = linear[0];
                measured = evaluation.By?.IsOnImagesOf(trained.Job) is true ? evaluation.Conditions[0].Accuracy : null;
            }
        }

        return new PyTorchFile(trained.Job, trained.Model).Of(classifier, measured);
    }

    private void WriteChanged(ExportedModel trained, ExportFolder folder, CancellationToken stop)
    {
        var job = trained.Job;
        foreach (var (index, evaluation) in job.Plan.Bindings.Evaluations.Index())
        {
            using var scope = torch.NewDisposeScope();
            using var display = view.Begin();
            using var changed = new GatheredImages(
                clock,
                (stage, done, total) => display.Show(new WorkProgress(stage, done, total)),
                stop
            );
            var result = Measured(trained, evaluation, changed);
            foreach (var condition in result.Conditions)
            {
                if (changed.Of(condition.Name) is not { } images)
                    continue;
                var title = ExportFolder.FileName($"{index}-{evaluation.Use.Component.Name}-{condition.Name}");
                folder.WriteArrays($"adversarial/{title}.npz", Arrays(condition, images, condition.Images ?? job.Test));
            }
        }
    }

    private static EvaluationResult Measured(
        ExportedModel trained,
        Bound<IEvaluation> evaluation,
        GatheredImages changed
    )
    {
        var job = trained.Job;
        var bench = new Bench(job.Plan, trained.Model, evaluation.Use, new(job.Train, job.Test), changed);
        return bench.Run(() => evaluation.Constant);
    }

    private static IEnumerable<KeyValuePair<string, torch.Tensor>> Arrays(
        Condition condition,
        torch.Tensor images,
        IImages clean
    )
    {
        var all = clean.Gather(torch.arange(0, clean.Count, torch.int64));
        yield return new("images", images);
        yield return new("clean", all.Images);
        if (all.Labels is { } labels)
            yield return new("labels", labels);
        yield return new("correct", torch.tensor([.. condition.Correct]));
    }
}
