using RoCL.Runs.Results;

namespace RoCL.Reports.Results;

/// <summary>
/// The names of a run's evaluations: those of one name get a number each, from the second on.
/// </summary>
internal static class NumberedEvaluations
{
    /// <summary>
    /// The evaluations with names that differ, such as <c>linear</c> and <c>linear#2</c>.
    /// </summary>
    /// <param name="evaluations">The evaluations of one summary.</param>
    public static IEnumerable<KeyValuePair<string, EvaluationSummary>> Of(
        IReadOnlyList<EvaluationSummary> evaluations
    ) => evaluations.Select((evaluation, i) => KeyValuePair.Create(NameOf(evaluations, i), evaluation));

    private static string NameOf(IReadOnlyList<EvaluationSummary> evaluations, int index)
    {
        var name = evaluations[index].Name;
        var earlier = evaluations.Take(index).Count(each => each.Name == name);
        return earlier == 0 ? name : $"{name}#{earlier + 1}";
    }
}
