using System.CommandLine;
using System.CommandLine.Parsing;
using RoCL.Core;

namespace RoCL.Host.CommandLine;

/// <summary>
/// What is wrong with a command line, in our words: ROCL0002 an unknown verb, ROCL0003 an unknown
/// option, ROCL0004 anything else.
/// </summary>
internal static class ParseErrors
{
    /// <summary>All that is wrong.</summary>
    public static ImmutableArray<Problem> Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        // A list of recipes would swallow a misspelt option; no recipe's name begins with a dash.
        var swallowed = parsed
            .Tokens.Where(token => token.Type == TokenType.Argument)
            .Select(token => token.Value)
            .Where(LooksLikeOption);
        var unknown = parsed
            .UnmatchedTokens.Union(swallowed)
            .Select(token => token.StartsWith('-') ? Option(parsed, token) : Verb(command, token))
            .ToImmutableArray();
        var help = command is RootCommand ? "rocl --help" : $"rocl {command.Name} --help";
        return unknown.Length > 0
            ? unknown
            : [.. parsed.Errors.Select(error => new Problem("ROCL0004", "rocl", error.Message, $"See `{help}`."))];
    }

    // A dash alone, or before a digit, begins a value.
    private static bool LooksLikeOption(string token) =>
        token.StartsWith('-') && token.Length > 1 && !char.IsDigit(token[1]);

    private static Problem Option(ParseResult parsed, string token)
    {
        var command = parsed.CommandResult.Command;
        var known = command
            .Options.Concat(parsed.RootCommandResult.Command.Options)
            .Where(option => !option.Hidden)
            .Select(option => option.Name)
            .Distinct();
        var program = command is RootCommand ? "rocl" : $"rocl {command.Name}";
        if (known.Contains(token))
            return WithoutValue(parsed, token, $"{program} --help");
        return new(
            "ROCL0003",
            token,
            $"The command {program} has no such option.",
            Nearest.To(token.TrimStart('-'), known.Select(name => name.TrimStart('-'))) is { } nearest
                ? $"Did you mean '--{nearest}'?"
                : $"Known: {string.Join(", ", known.Distinct())}."
        );
    }

    // The option before it has taken it for its value.
    private static Problem WithoutValue(ParseResult parsed, string token, string help)
    {
        var before = parsed.Tokens.TakeWhile(other => other.Value != token).LastOrDefault();
        return new(
            "ROCL0004",
            before?.Value ?? token,
            $"The option has no value: {token} stands behind it.",
            $"Write its value, or leave it out; see `{help}`."
        );
    }

    private static Problem Verb(Command command, string token)
    {
        if (command is not RootCommand)
        {
            return new(
                "ROCL0004",
                token,
                $"The command rocl {command.Name} takes no such argument.",
                $"See `rocl {command.Name} --help`."
            );
        }

        var verbs = command.Subcommands.Select(verb => verb.Name).ToList();
        return new(
            "ROCL0002",
            token,
            "The program has no such verb.",
            Nearest.To(token, verbs) is { } nearest
                ? $"Did you mean '{nearest}'?"
                : $"Known: {string.Join(", ", verbs)}."
        );
    }
}
