using System.Text.Json.Nodes;
using RoCL.Core.Models;
using RoCL.Runs.Recipes;
using RoCL.Runs.Results;

namespace RoCL.Suites.Planning;

/// <summary>How long the evaluations of a run will take, asked before it is trained.</summary>
public interface IEvaluationEstimate
{
    /// <summary>
    /// Seconds for all of its evaluations; <see langword="null"/> when that is not known yet.
    /// </summary>
    /// <param name="job">The run.</param>
    /// <param name="model">A model of its architecture, not trained; it may be changed.</param>
    /// <param name="finished">The runs of the suite that have finished.</param>
    /// <param name="stop">Asks to stop.</param>
    /// <exception cref="ProblemException">A component failed.</exception>
    /// <exception cref="OperationCanceledException">The person asked to stop.</exception>
    double? Seconds(
        Job job,
        Model model,
        IReadOnlyList<(JsonObject Recipe, Summary Summary)> finished,
        CancellationToken stop
    );
}

/// <summary>
/// As long as it took in the finished runs that were measured alike, on the same images, with the
/// same encoder.
/// </summary>
internal sealed class MeasuredBefore : IEvaluationEstimate
{
    private static readonly string[] Keys = ["evaluate", "data", "images", "encoder"];

    /// <inheritdoc/>
    public double? Seconds(
        Job job,
        Model model,
        IReadOnlyList<(JsonObject Recipe, Summary Summary)> finished,
        CancellationToken stop
    )
    {
        var alike = finished
            .Where(run => Keys.All(key => JsonNode.DeepEquals(run.Recipe[key], job.Document[key])))
            .Select(run => run.Summary.Evaluations.Sum(evaluation => evaluation.Seconds))
            .ToList();
        if (alike.Count > 0)
            return alike.Average();
        return job.Recipe.Evaluations.IsEmpty ? 0 : null;
    }
}
