using System.CommandLine;
using RoCL.Plugins.Templates;
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
            ShowCommand.Make(_options),
            ReferenceCommands.List(_options),
            New(),
            CheckCommand.Make(_options),
            DoctorCommand.Make(_options),
            ReferenceCommands.Explain(),
            ReferenceCommands.Completion(),
        ];
        Root = new RootCommand("RoCL.Plugins: adversarial self-supervised contrastive learning, every part a plugin.");
        foreach (var verb in _verbs)
            Root.Add(verb.Command);
        foreach (var option in _options.All)
            Root.Add(option);
    }

    /// <summary>The whole command line.</summary>
    public RootCommand Root { get; }

    /// <summary>
    /// All that is wrong with a command line: ROCL0002 to ROCL0004; and ROCL0003 for JSON of a verb
    /// that writes none.
    /// </summary>
    /// <param name="parsed">By <see cref="Root"/>.</param>
    public ImmutableArray<Problem> MistakesIn(ParseResult parsed)
    {
        var mistakes = ParseErrors.Of(parsed);
        var command = parsed.CommandResult.Command;
        var isWithoutJson = _verbs.Any(verb => verb.Command == command && !verb.AnswersInJson);
        return mistakes.IsEmpty && isWithoutJson && MannersOf(parsed).Json
            ? [new("ROCL0003", "--json", $"The command rocl {command.Name} writes no JSON.", "Leave --json out.")]
            : mistakes;
    }

    /// <summary>What a command line asks for that has no mistakes.</summary>
    /// <param name="parsed">By <see cref="Root"/>; with a verb, and without <c>--help</c>.</param>
    public Request RequestOf(ParseResult parsed) =>
        _verbs.Single(verb => verb.Command == parsed.CommandResult.Command).RequestOf(parsed);

    /// <summary>How a command line wants to be answered.</summary>
    public Manners MannersOf(ParseResult parsed) => _options.MannersIn(parsed);

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
            ),
            AnswersInJson: false
        );
    }
}
