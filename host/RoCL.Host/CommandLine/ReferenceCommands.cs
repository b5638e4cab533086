using System.CommandLine;
using RoCL.Reports.Completion;

namespace RoCL.Host.CommandLine;

/// <summary>The verbs that one looks something up by.</summary>
internal static class ReferenceCommands
{
    /// <summary><c>rocl plugins</c>.</summary>
    public static Verb List(GlobalOptions options)
    {
        var name = new Argument<string?>("NAME")
        {
            Description = "One component, with its options and a snippet to paste.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var schema = new Option<bool>("--schema") { Description = "Writes a JSON schema of recipes, for editors." };
        var markdown = new Option<bool>("--markdown") { Description = "Writes all keys as the page docs/recipe.md." };
        return new Verb(
            new Command("plugins", "The components that recipes can name.") { name, schema, markdown },
            parsed =>
                parsed.GetValue(schema) || parsed.GetValue(markdown)
                    ? new Request.Schema(parsed.GetValue(markdown), options.PluginsIn(parsed))
                    : new Request.List(parsed.GetValue(name), options.PluginsIn(parsed))
        );
    }

    /// <summary><c>rocl completion</c>.</summary>
    public static Verb Completion()
    {
        var shell = new Argument<string>("SHELL") { Description = $"{string.Join(", ", CompletionScript.Shells)}." };
        shell.AcceptOnlyFromAmong([.. CompletionScript.Shells]);
        return new Verb(
            new Command("completion", "What makes a shell complete command lines.") { shell },
            parsed => new Request.Page(CompletionScript.Of(parsed.GetRequiredValue(shell))),
            AnswersInJson: false
        );
    }

    /// <summary><c>rocl explain</c>.</summary>
    public static Verb Explain()
    {
        var codes = new Argument<string[]>("CODE")
        {
            Description = "Error codes, such as ROCL0123 or 123. None: a table of all.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var markdown = new Option<bool>("--markdown") { Description = "Writes all codes as the page docs/errors.md." };
        var commands = new Option<bool>("--commands")
        {
            Description = "Writes all commands as the page docs/commands.md.",
        };
        return new Verb(
            new Command("explain", "What an error code stands for, how it comes about, and what to do.")
            {
                codes,
                markdown,
                commands,
            },
            parsed =>
                parsed.GetValue(commands)
                    ? new Request.Page(CommandDescriptions.PageOf((RootCommand)parsed.RootCommandResult.Command))
                    : new Request.Explain([.. parsed.GetValue(codes) ?? []], parsed.GetValue(markdown))
        );
    }
}
