using System.CommandLine;
using RoCL.Plugins.Templates;
using RoCL.Reports.Completion;

namespace RoCL.Host.CommandLine;

/// <summary>
/// The verbs and their options. A command line becomes a <see cref="Request"/>; nothing is done
/// here.
/// </summary>
internal sealed class Commands
{
    private readonly CommonOptions _common = new();
    private readonly ImmutableArray<Verb> _verbs;

    /// <summary>Makes all verbs.</summary>
    public Commands()
    {
        _verbs =
        [
            RunCommand.Make(_common),
            EvaluateCommand.Make(_common),
            ExportCommand.Make(_common),
            ShowCommand.Make(_common),
            List(),
            New(),
            CheckCommand.Make(_common),
            DoctorCommand.Make(_common),
            Explain(),
            Completion(),
        ];
        Root = new RootCommand("RoCL.Plugins: adversarial self-supervised contrastive learning, every part a plugin.");
        foreach (var verb in _verbs)
            Root.Add(verb.Command);
        Root.Add(_common.Plugins);
        Root.Add(_common.Device);
    }

    /// <summary>The whole command line.</summary>
    public RootCommand Root { get; }

    /// <summary>What a command line asks for that has no mistakes.</summary>
    /// <param name="parsed">By <see cref="Root"/>; with a verb, and without <c>--help</c>.</param>
    public Request RequestOf(ParseResult parsed) =>
        _verbs.Single(verb => verb.Command == parsed.CommandResult.Command).RequestOf(parsed);

    private Verb List()
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
                    ? new Request.Schema(parsed.GetValue(markdown), _common.PluginsIn(parsed))
                    : new Request.List(parsed.GetValue(name), _common.PluginsIn(parsed))
        );
    }

    private static Verb New()
    {
        var kind = new Argument<string>("KIND") { Description = $"{string.Join(", ", Template.Kinds)}, recipe." };
        var name = new Argument<string>("NAME") { Description = "What recipes will call it, such as sign-momentum." };
        var project = new Option<bool>("--project")
        {
            Description = "Writes a class library with its conformance tests, to publish.",
        };
        var folder = new Option<string?>("--out")
        {
            HelpName = "DIR",
            Description = "The folder to write into. Default: this one.",
        };
        return new Verb(
            new Command("new", "A plugin in one C# file, to be run as it is and changed at will.")
            {
                kind,
                name,
                project,
                folder,
            },
            parsed => new Request.New(
                new NewRequest(
                    parsed.GetRequiredValue(kind),
                    parsed.GetRequiredValue(name),
                    parsed.GetValue(project),
                    parsed.GetValue(folder)
                )
            )
        );
    }

    private static Verb Completion()
    {
        var shell = new Argument<string>("SHELL") { Description = $"{string.Join(", ", CompletionScript.Shells)}." };
        shell.AcceptOnlyFromAmong([.. CompletionScript.Shells]);
        return new Verb(
            new Command("completion", "What makes a shell complete command lines.") { shell },
            parsed => new Request.Completion(parsed.GetRequiredValue(shell))
        );
    }

    private static Verb Explain()
    {
        var codes = new Argument<string[]>("CODE")
        {
            Description = "Error codes, such as ROCL0123 or 123. None: a table of all.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var markdown = new Option<bool>("--markdown") { Description = "Writes all codes as the page docs/errors.md." };
        return new Verb(
            new Command("explain", "What an error code stands for, how it comes about, and what to do.")
            {
                codes,
                markdown,
            },
            parsed => new Request.Explain([.. parsed.GetValue(codes) ?? []], parsed.GetValue(markdown))
        );
    }
}
