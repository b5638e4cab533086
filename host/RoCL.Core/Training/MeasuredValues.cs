namespace RoCL.Core.Training;

/// <summary>What a monitor has measured after a step.</summary>
/// <param name="Monitor">The monitor's name in the recipe.</param>
/// <param name="Values">
/// Numbers by name, <see langword="null"/> for one that is not finite; no values at all where the
/// monitor failed.
/// </param>
/// <param name="Fault">Why it failed; <see langword="null"/> where it did not.</param>
public sealed record MeasuredValues(
    string Monitor,
    ImmutableSortedDictionary<string, double?>? Values,
    Problem? Fault = null
);
