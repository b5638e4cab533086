using System.CommandLine;
using RoCL.Reports.Completion;

namespace RoCL.Host.CommandLine;

/// <summary>The command line in words, for the page about it.</summary>
internal static class CommandDescriptions
{
    /// <summary>The page <c>docs/commands.md</c>.</summary>
    /// <param name="root">The whole command line.</param>
    public static string PageOf(RootCommand root) =>
        CommandPage.Of(
            [.. root.Options.Where(option => option.Recursive && !option.Hidden).Select(Part)],
            [.. root.Subcommands.Where(command => !command.Hidden).Select(Described)]
        );

    private static DescribedCommand Described(Command command) =>
        new(
            command.Name,
            command.Description ?? "",
            [.. command.Arguments.Select(argument => new CommandPart(argument.Name, argument.Description ?? ""))],
            [.. command.Options.Where(option => !option.Hidden).Select(Part)]
        );

    private static CommandPart Part(Option option)
    {
        var name = option.HelpName is { } value ? $"{option.Name} {value}" : option.Name;
        return new(name, option.Description ?? "");
    }
}
