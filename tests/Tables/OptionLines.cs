namespace Tables;

/// <summary>The options of a command, as kept files have them: one a line.</summary>
internal static class OptionLines
{
    /// <summary>What stands before the first option, and each option with its value.</summary>
    /// <param name="command">The command, or its options alone.</param>
    public static ImmutableArray<string> Of(string command) =>
        [.. command.Split(" --").Select((part, i) => i == 0 ? part : $"--{part}")];

    /// <summary>The command again.</summary>
    /// <param name="lines">Its lines.</param>
    public static string Joined(IEnumerable<string> lines) => string.Join(' ', lines);
}
