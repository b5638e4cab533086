namespace RoCL.Reports.Completion;

/// <summary>Every command with its options, as the page <c>docs/commands.md</c>.</summary>
public static class CommandPage
{
    private const string Beginning = """
        # Commands

        <!-- Written by `rocl explain --commands`: edit host/RoCL.Host/CommandLine. -->

        `rocl COMMAND --help` shows the same in a terminal. [json.md](json.md) says what `--json`, `--quiet`
        and `--verbose` do, and [errors.md](errors.md) what exit codes mean.

        """;

    /// <summary>The whole page.</summary>
    /// <param name="everywhere">The options of every command.</param>
    /// <param name="commands">The commands.</param>
    public static string Of(IReadOnlyList<CommandPart> everywhere, IReadOnlyList<DescribedCommand> commands) =>
        $"{Beginning.ReplaceLineEndings("\n")}\n## Every command\n{Table("option", everywhere)}"
        + string.Concat(commands.Select(Section));

    private static string Section(DescribedCommand command) =>
        $"\n## rocl {command.Name}\n{command.Description}\n"
        + $"{Table("argument", command.Arguments)}{Table("option", command.Options)}";

    private static string Table(string title, IReadOnlyList<CommandPart> parts)
    {
        if (parts.Count == 0)
            return "";
        var rows = parts.Select(part => $"| `{Escaped(part.Name)}` | {Escaped(part.Description)} |\n");
        return $"\n| {title} | |\n| --- | --- |\n{string.Concat(rows)}";
    }

    private static string Escaped(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}

/// <summary>A command, for people.</summary>
/// <param name="Name">Its name, without the program's.</param>
/// <param name="Description">What it does.</param>
/// <param name="Arguments">What follows it.</param>
/// <param name="Options">Its own options.</param>
public sealed record DescribedCommand(
    string Name,
    string Description,
    IReadOnlyList<CommandPart> Arguments,
    IReadOnlyList<CommandPart> Options
);

/// <summary>An argument or an option.</summary>
/// <param name="Name">As it is written, with the name of its value.</param>
/// <param name="Description">What it is for.</param>
public sealed record CommandPart(string Name, string Description);
