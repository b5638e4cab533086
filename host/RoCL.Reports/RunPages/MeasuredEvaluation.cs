using System.Globalization;
using RoCL.Runs.Results;

namespace RoCL.Reports.RunPages;

/// <summary>An evaluation of a run.</summary>
/// <param name="Evaluation">What it found.</param>
/// <param name="Later">
/// The name of the later evaluation that it belongs to; none where it is the run's own.
/// </param>
internal sealed record MeasuredEvaluation(EvaluationSummary Evaluation, string? Later)
{
    /// <summary>What a page calls it.</summary>
    public string Title => Later is null ? Evaluation.Name : $"{Evaluation.Name}, evaluated {Moment(Later)}";

    /// <summary>
    /// What it was made with that is not what the run has recorded, in lines.
    /// </summary>
    public ImmutableArray<string> Changes { get; init; } = [];

    /// <summary>The conditions that are no points of curves.</summary>
    public ImmutableArray<ConditionSummary> Conditions =>
        [.. Evaluation.Conditions.Where(condition => !CurvePoint.Is(condition.Name))];

    /// <summary>The first condition without an attack; none where there is none.</summary>
    public ConditionSummary? Clean => Conditions.FirstOrDefault(condition => condition.Threat is null);

    // Files of later evaluations are named after the moment.
    private static string Moment(string name) =>
        DateTime.TryParseExact(
            name,
            "yyyyMMdd-HHmmss-fff",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var at
        )
            ? at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
            : name;

    /// <summary>The conditions under attacks.</summary>
    public IEnumerable<ConditionSummary> Attacked => Conditions.Where(condition => condition.Threat is not null);
}
