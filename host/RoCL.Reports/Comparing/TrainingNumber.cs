namespace RoCL.Reports.Comparing;

/// <summary>A number of a training: its last value, and its best where one is known.</summary>
/// <param name="Name">Such as <c>loss</c> or <c>MONITOR: VALUE</c>.</param>
/// <param name="Last">The last value.</param>
/// <param name="Best">The best value; none where neither more nor less is better.</param>
/// <param name="BestStep">The first step that had it.</param>
internal sealed record TrainingNumber(string Name, double Last, double? Best, long? BestStep);
