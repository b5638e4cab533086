using System.Text.Json.Nodes;
using RoCL.Core.Fingerprints;
using RoCL.Core.Recipes;
using RoCL.Plugins.Trust;
using RoCL.Runs.Recipes;

namespace RoCL.Runs.Results;

/// <summary>
/// All that the figures of an evaluation follow from besides the weights, so that two files that
/// say the same were measured alike.
/// </summary>
/// <param name="Component">The evaluation with all its options, defaults written out.</param>
/// <param name="Part">What was measured on: <c>test</c> or <c>validation</c> images.</param>
/// <param name="Images">How many there were.</param>
/// <param name="TrainingImages">How many a classifier could be trained on.</param>
/// <param name="Seed">Random values follow from it.</param>
/// <param name="PartSeed">The choice of the images follows from it.</param>
/// <param name="Precision">The numbers that were computed with.</param>
/// <param name="Plugins">The plugins of the evaluation, with their hashes.</param>
public sealed record MeasuredBy(
    JsonNode Component,
    string Part,
    long Images,
    long TrainingImages,
    long Seed,
    long PartSeed,
    string Precision,
    ImmutableArray<PluginRecord> Plugins
)
{
    private const string Float32 = "float32";

    /// <summary>The images, without classes and names; none where they are not known.</summary>
    public DataFingerprint? Data { get; init; }

    /// <summary>One evaluation of a job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="evaluation">Which evaluation, from 0.</param>
    public static MeasuredBy Of(Job job, int evaluation)
    {
        var evaluate = job.Document["evaluate"];
        var written = evaluate is JsonArray list ? list[evaluation] : evaluate;
        var use = job.Recipe.Evaluations[evaluation];
        return new(
            written?.DeepClone() ?? JsonValue.Create(use.Component.Name),
            PartOf(job),
            job.Test.Count,
            job.Train.Count,
            job.Recipe.Seed,
            job.Recipe.Images.Seed.Value,
            Float32,
            [.. use.WithInner.Select(inner => inner.Component.Plugin).Distinct().Select(PluginRecord.Of)]
        )
        {
            Data = job.Data?.Value.WithoutDetails(),
        };
    }

    /// <summary>Whether these are the images that a job would be measured on now.</summary>
    /// <param name="job">The job, of the same data, classes and seed of its parts.</param>
    public bool IsOnImagesOf(Job job) => Part == PartOf(job) && Images == job.Test.Count;

    private static string PartOf(Job job) =>
        job.Recipe.Images.MeasureOn is MeasuredOn.Validation ? "validation" : "test";
}
