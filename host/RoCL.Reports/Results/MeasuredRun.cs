using RoCL.Runs.Results;

namespace RoCL.Reports.Results;

/// <summary>A run with one of its evaluations.</summary>
/// <param name="Run">The run.</param>
/// <param name="Evaluation">The evaluation; none where nothing was measured.</param>
internal sealed record MeasuredRun(Summary Run, EvaluationSummary? Evaluation);
