namespace RoCL.Suites.Planning;

/// <summary>How long a run takes.</summary>
/// <param name="Steps">Steps in all; 0 where that is not known.</param>
/// <param name="Step">Seconds a step; <see langword="null"/> where that is not known.</param>
/// <param name="Measuring">
/// Seconds of all evaluations; <see langword="null"/> where that is not known.
/// </param>
/// <param name="StateBytes">The size of the states of losses and attacks.</param>
public sealed record RunTimes(long Steps, double? Step, double? Measuring, long StateBytes = 0);
