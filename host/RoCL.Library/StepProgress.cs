namespace RoCL.Library;

/// <summary>How far a training has come.</summary>
/// <param name="Done">The number of steps taken, from 1.</param>
/// <param name="Total">The number of steps in all.</param>
/// <param name="Loss">The loss of the last step.</param>
public sealed record StepProgress(long Done, long Total, double Loss);
