namespace RoCL.Core.Ahead;

/// <summary>What is known of a run before its first step.</summary>
/// <param name="Problems">What it would be refused for.</param>
/// <param name="Warnings">What it is good to know.</param>
public sealed record Outlook(ImmutableArray<Problem> Problems, ImmutableArray<Problem> Warnings);
