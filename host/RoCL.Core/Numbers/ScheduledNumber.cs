namespace RoCL.Core.Numbers;

/// <summary>A number of a recipe that changes while training goes on.</summary>
/// <param name="Key">The recipe's key, which metrics name it by.</param>
/// <param name="Schedule">How the number changes.</param>
public sealed record ScheduledNumber(string Key, Schedule Schedule);
