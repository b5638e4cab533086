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

    /// <summary>The name of one of several evaluations of the same name.</summary>
    /// <param name="name">Their name.</param>
    /// <param name="number">Which of them it is, from 1.</param>
    public static string NameOf(string name, int number) => number == 1 ? name : $"{name}#{number}";

    private static string NameOf(IReadOnlyList<EvaluationSummary> evaluations, int index)
    {
        var name = evaluations[index].Name;
        return NameOf(name, 1 + evaluations.Take(index).Count(each => each.Name == name));
    }
}
