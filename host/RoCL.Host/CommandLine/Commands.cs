using System.CommandLine;
using RoCL.Plugins.Templates;
using RoCL.Reports.Completion;
using RoCL.Runs.Reporting;

namespace RoCL.Host.CommandLine;

/// <summary>
/// The verbs and their options. A command line becomes a <see cref="Request"/>; nothing is done
/// here.
/// </summary>
internal sealed class Commands
{
    private readonly GlobalOptions _options = new();
    private readonly ImmutableArray<Verb> _verbs;

    /// <summary>Makes all verbs.</summary>
    public Commands()
    {
        var changes = new ChangeOptions();
        _verbs =
        [
            RunCommand.Make(_options, changes),
            EvaluateCommand.Make(_options, changes),
            ExportCommand.Make(_options, changes),
            Show(),
            List(),
            New(),
            CheckCommand.Make(_options),
            DoctorCommand.Make(_options),
            Explain(),
            Completion(),
        ];
        Root = new RootCommand("RoCL.Plugins: adversarial self-supervised contrastive learning, every part a plugin.");
        foreach (var verb in _verbs)
            Root.Add(verb.Command);
        foreach (var option in _options.All)
            Root.Add(option);
    }

    /// <summary>The whole command line.</summary>
    public RootCommand Root { get; }

    /// <summary>What a command line asks for that has no mistakes.</summary>
    /// <param name="parsed">By <see cref="Root"/>; with a verb, and without <c>--help</c>.</param>
    public Request RequestOf(ParseResult parsed) =>
        _verbs.Single(verb => verb.Command == parsed.CommandResult.Command).RequestOf(parsed);

    /// <summary>How a command line wants to be answered.</summary>
    public Manners MannersOf(ParseResult parsed) => _options.MannersIn(parsed);

    private Verb Show()
    {
        var runs = new Argument<string[]>("RUN")
        {
            Description = "Run folders. None: the list of what lies in runs/.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var html = new Option<string?>("--html")
        {
            HelpName = "FILE",
            Description = "Writes a report into one HTML file, which needs no network.",
        };
        var recipes = new Option<bool>("--recipes") { Description = "Lists the recipes and suites that come along." };
        return new Verb(
            new Command("show", "The state and the results of runs; the recipes and suites that there are.")
            {
                runs,
                html,
                recipes,
            },
            parsed =>
                parsed.GetValue(recipes)
                    ? new Request.Recipes()
                    : new Request.Show(
                        new([.. parsed.GetValue(runs) ?? []], parsed.GetValue(html)),
                        _options.PluginsIn(parsed)
                    )
        );
    }

    private Verb List()
    {
        var name = new Argument<string?>("NAME")
        {
            Description = "One component, with its options and a snippet to paste.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var schema = new Option<bool>("--schema") { Description = "Writes a JSON schema of recipes, for editors." };
        var markdown = new Option<bool>("--markdown") { Description = "Writes all keys as the page docs/recipe.md." };
        var all = new Option<bool>("--components") { Description = "Writes all as the page docs/components.md." };
        return new Verb(
            new Command("plugins", "The components that recipes can name.") { name, schema, markdown, all },
            parsed =>
                new[] { schema, markdown, all }.FirstOrDefault(parsed.GetValue) is { } form
                    ? new Request.Schema(form.Name, _options.PluginsIn(parsed))
                    : new Request.List(parsed.GetValue(name), _options.PluginsIn(parsed))
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
            parsed => new Request.Page(CompletionScript.Of(parsed.GetRequiredValue(shell)))
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
