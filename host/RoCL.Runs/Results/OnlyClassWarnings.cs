using RoCL.Core.Ahead;

namespace RoCL.Runs.Results;

/// <summary>Evaluations that measured on images of one class alone: ROCL0298.</summary>
internal static class OnlyClassWarnings
{
    /// <summary>All of them, one for each evaluation and class.</summary>
    /// <param name="evaluations">What was measured.</param>
    public static IEnumerable<Problem> Of(IEnumerable<EvaluationSummary> evaluations) =>
        from evaluation in evaluations
        from condition in evaluation.Conditions
        where condition.PerClass.Count == 1
        group condition.Images by (evaluation.Name, Class: condition.PerClass.Keys.Single()) into measured
        select OnlyClass.Problem(measured.Key.Name, measured.Max(), measured.Key.Class);
}
