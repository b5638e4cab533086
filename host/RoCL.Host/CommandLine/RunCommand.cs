using System.CommandLine;
using System.CommandLine.Completions;
using RoCL.Runs.Recipes;
using RoCL.Runs.Supervision;
using RoCL.Suites.Asking;
using RoCL.Suites.Forking;
using RoCL.Suites.Supervising;

namespace RoCL.Host.CommandLine;

/// <summary>The options of <c>rocl run</c>.</summary>
/// <param name="options">Those of every verb.</param>
/// <param name="changes">Those of changes.</param>
internal sealed class RunCommand(GlobalOptions options, ChangeOptions changes)
{
    private readonly Argument<string[]> _targets = new("RECIPE|SUITE|RUN")
    {
        HelpName = "RECIPE|SUITE|RUN",
        Description = "Recipes or a suite, by name or file; or a folder to go on with. None: the demonstration.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly VariationOptions _variation = new(changes);

    private readonly Option<string?> _folder = new("--out")
    {
        HelpName = "DIR",
        Description = "The results' folder: a new one, or that of the same recipe to go on with. Default: in runs/.",
    };

    private readonly Option<string?> _from = new("--from")
    {
        HelpName = "RUN[@STEP]",
        Description = "Begins at a checkpoint of another run: its last one, that after a step, or RUN@best.",
    };

    private readonly Option<bool> _plan = new("--plan")
    {
        Description = "Shows what would be done and about how long it would take, and ends.",
    };

    private readonly Option<bool> _fetch = new("--fetch")
    {
        Description = "First gets the data's published files where they are missing.",
    };

    private readonly Option<string?> _locked = new("--locked")
    {
        HelpName = "RUN",
        Description = "Demands the very plugins of another run or suite, for all that both use.",
    };

    private readonly Option<double> _patience = OptionKinds.Minutes(
        "--patience",
        "How long a step or a component may give no sign of life before its process is taken for hung. Default: 10."
    );

    private readonly Option<bool> _alone = new("--no-supervisor")
    {
        Description = "Works in this very process, as a debugger wants it: a crash then ends it.",
    };

    private readonly StopOptions _stop = new();
    private readonly PlacementOptions _placement = new();

    // What a supervisor says to its worker.
    private readonly Option<string?> _worker = new(Worker.Option) { Hidden = true };
    private readonly Option<string[]> _givenUp = new(Supervisor.GivenUp) { Hidden = true };
    private readonly Option<bool> _unrehearsed = new(Supervisor.Unrehearsed) { Hidden = true };

    /// <summary>Makes the verb.</summary>
    public static Verb Make(GlobalOptions options, ChangeOptions changes)
    {
        var run = new RunCommand(options, changes);
        run._targets.CompletionSources.Add(_ => RecipeFiles.Names.Concat(SuiteFiles.Names).Select(Suggested));
        return new Verb(run.Command(), run.RequestOf);
    }

    private static CompletionItem Suggested(string name) => new(name);

    private Command Command()
    {
        var command = new Command("run", "Train, evaluate, report; or go on.")
        {
            _targets,
            _folder,
            _from,
            _plan,
            _fetch,
            _locked,
            changes.AllowPluginChange,
            changes.AllowRecipeChange,
            changes.AllowDataChange,
            _patience,
            _stop.After,
            _stop.At,
            _alone,
            _worker,
            _givenUp,
            _unrehearsed,
        };
        foreach (var option in _variation.All.Concat(_placement.All))
            command.Options.Add(option);
        return command;
    }

    private Request RequestOf(ParseResult parsed)
    {
        var asked = Asked(parsed);
        var isAlone = asked.PlanOnly || parsed.GetValue(_alone) || parsed.GetValue(_worker) is not null;
        if (isAlone || asked.Placement.IsOnCluster || asked.Placement.IsOfFolder || !asked.Ranks.AreToStart)
            return new Request.Run(asked, options.PluginsIn(parsed));
        Option[] allowed = [changes.AllowPluginChange, changes.AllowRecipeChange, changes.AllowDataChange];
        Option[] manners = [options.Json, options.Quiet, options.Verbose];
        Option[] lasting = [.. Lasting, .. manners, .. allowed, _patience, _placement.Row];
        var patience = TimeSpan.FromMinutes(parsed.GetValue(_patience));
        var supervised = SupervisedCommand.Of(parsed, asked, lasting, patience) with { Launcher = asked.Ranks.Command };
        return new Request.Supervise(StopOptions.Over(supervised, asked.StopAt));
    }

    // What going on needs as well.
    private Option[] Lasting => [options.Plugins, options.Device, _locked, .. _placement.OfRanks];

    private RunRequest Asked(ParseResult parsed)
    {
        var placement = _placement.In(parsed);
        var ranks = _placement.RanksIn(parsed);
        ImmutableArray<string> targets = [.. parsed.GetValue(_targets) ?? []];
        var variation = _variation.In(parsed) with
        {
            Lasting = SupervisedCommand.Typed(parsed, [.. Lasting, _stop.After]),
        };
        return new(
            targets,
            variation,
            parsed.GetValue(options.Device)!,
            parsed.GetValue(_folder),
            parsed.GetValue(_plan),
            parsed.GetValue(_fetch),
            new(
                new(parsed.GetValue(changes.AllowPluginChange), parsed.GetValue(_locked)),
                parsed.GetValue(changes.AllowRecipeChange)
            )
            {
                AllowDataChange = parsed.GetValue(changes.AllowDataChange),
            },
            [.. parsed.GetValue(_givenUp) ?? []],
            parsed.GetValue(_unrehearsed)
                || placement.IsOnCluster
                || placement.Row is not null
                || ranks.Kind is not null
        )
        {
            Fork = ForkPoint.Of(targets, parsed.GetValue(_from), variation),
            StopAt = placement.IsOnCluster ? null : _stop.In(parsed),
            Placement = placement,
            Ranks = ranks with { Placement = placement, IsSupervised = parsed.GetValue(_worker) is not null },
        };
    }
}
