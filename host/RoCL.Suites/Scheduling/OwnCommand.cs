namespace RoCL.Suites.Scheduling;

/// <summary>How a job starts this program again.</summary>
/// <param name="Words">Its path, with that of <c>dotnet</c> before it where that is needed.</param>
public sealed record OwnCommand(ImmutableArray<string> Words);
