using System.CommandLine;
using System.Globalization;
using RoCL.Host.Supervision;
using RoCL.Plugins.Templates;
using RoCL.Runs.Reporting;
using RoCL.Runs.Supervision;

namespace RoCL.Host.CommandLine;

/// <summary>
/// The verbs and their options. What each does stands in its own file; what it needs is composed
/// only when it is called.
/// </summary>
internal static class Commands
{
    private static readonly Option<string[]> Plugins = Many(
        "--plugin",
        "PATH",
        "Another plugin: a C# file or a folder of them, an assembly, a plugin's folder or one of plugins; several times.",
        recursive: true,
        alias: "--plugins"
    );

    private static readonly Option<string> Device = new("--device")
    {
        HelpName = "auto|cpu|cuda[:n]",
        Description = "Where arithmetic runs.",
        DefaultValueFactory = _ => "auto",
        Recursive = true,
    };

    private static readonly Option<string[]> Set = Many(
        "--set",
        "KEY=VALUE",
        "Sets a recipe's value, such as views.adv.threat.linf=16/255; may be given several times."
    );

    private static readonly Option<bool> AllowPluginChange = new("--allow-plugin-change")
    {
        Description = "Goes on with other plugins than the run has recorded; its record will say so.",
    };

    /// <summary>The whole command line.</summary>
    /// <param name="compose">From what --plugin names to the composed shell.</param>
    /// <param name="supervise">Makes what stands over a run.</param>
    /// <param name="signals">Ctrl-C and its kin.</param>
    public static RootCommand Root(
        Func<IReadOnlyList<string>, Shell> compose,
        Func<Supervisor> supervise,
        Signals signals
    )
    {
        var root = new RootCommand(
            "RoCL.Plugins: adversarial self-supervised contrastive learning, every part a plugin."
        )
        {
            Run(compose, supervise, signals),
            Evaluate(compose, signals),
            Show(compose),
            ListPlugins(compose),
            New(compose),
            Check(compose, signals),
            Doctor(compose),
        };
        root.Add(Plugins);
        root.Add(Device);
        return root;
    }

    private static Command Run(Func<IReadOnlyList<string>, Shell> compose, Func<Supervisor> supervise, Signals signals)
    {
        var targets = new Argument<string[]>("RECIPE|SUITE|RUN")
        {
            Description =
                "Recipes, or one suite, by name or file; or the folder of a run or suite to go on with. None: the demonstration.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var grid = Many(
            "--grid",
            "KEY=A,B",
            "Runs every recipe with each of these values; several grids make every combination."
        );
        var seed = Number("--seed", "A seed instead of the recipe's.");
        var seeds = Number(
            "--seeds",
            "Runs every recipe with this many seeds, from --seed (or 1) on, and shows mean and deviation.",
            least: 1
        );
        var folder = new Option<string?>("--out")
        {
            HelpName = "DIR",
            Description =
                "The folder for the results: a new one, or that of the same suite to go on with. Default: a new one in runs/.",
        };
        var plan = new Option<bool>("--plan")
        {
            Description = "Shows what would be done and about how long it would take, and ends.",
        };
        var fetch = new Option<bool>("--fetch")
        {
            Description = "First gets the data's published files where they are missing.",
        };
        var locked = new Option<string?>("--locked")
        {
            HelpName = "RUN",
            Description = "Demands the very plugins of another run or suite, for all that both use.",
        };
        var patience = Minutes(
            "--patience",
            "How long a step or a component may give no sign of life before its process is taken for hung. Default: 10."
        );
        var alone = new Option<bool>("--no-supervisor")
        {
            Description = "Works in this very process, as a debugger wants it: a crash then ends it.",
        };
        var worker = new Option<string?>(Worker.Option) { Hidden = true };
        var givenUp = new Option<string[]>(Supervisor.GivenUp) { Hidden = true };
        var unrehearsed = new Option<bool>(Supervisor.Unrehearsed) { Hidden = true };
        var command = new Command("run", "Train, evaluate, report; or go on.")
        {
            targets,
            Set,
            grid,
            seed,
            seeds,
            folder,
            plan,
            fetch,
            locked,
            AllowPluginChange,
            patience,
            alone,
            worker,
            givenUp,
            unrehearsed,
        };
        command.SetAction(parsed =>
        {
            var request = new RunRequest(
                [.. parsed.GetValue(targets) ?? []],
                new(
                    [.. parsed.GetValue(Set) ?? []],
                    [.. parsed.GetValue(grid) ?? []],
                    parsed.GetValue(seed),
                    (int?)parsed.GetValue(seeds)
                ),
                parsed.GetValue(Device)!,
                parsed.GetValue(folder),
                parsed.GetValue(plan),
                parsed.GetValue(fetch),
                new(parsed.GetValue(AllowPluginChange), parsed.GetValue(locked)),
                [.. parsed.GetValue(givenUp) ?? []],
                parsed.GetValue(unrehearsed)
            );
            return request.PlanOnly || parsed.GetValue(alone) || parsed.GetValue(worker) is not null
                ? compose(parsed.GetValue(Plugins) ?? []).Run.Run(request, signals)
                : supervise()
                    .Run(
                        SupervisedCommand.Of(
                            parsed,
                            request,
                            [Plugins, Device, locked, AllowPluginChange, patience],
                            TimeSpan.FromMinutes(parsed.GetValue(patience))
                        ),
                        signals
                    );
        });
        return command;
    }

    private static Command Evaluate(Func<IReadOnlyList<string>, Shell> compose, Signals signals)
    {
        var run = new Argument<string>("RUN") { Description = "A run's folder." };
        var images = Number(
            "--images",
            "Measures on this many images: a part with the same share of every class.",
            least: 1
        );
        var command = new Command("evaluate", "Measure a trained encoder again, or by another protocol.")
        {
            run,
            Set,
            images,
            AllowPluginChange,
        };
        command.SetAction(parsed =>
            compose(parsed.GetValue(Plugins) ?? [])
                .Evaluate.Run(
                    parsed.GetRequiredValue(run),
                    [.. parsed.GetValue(Set) ?? []],
                    parsed.GetValue(images),
                    parsed.GetValue(Device)!,
                    parsed.GetValue(AllowPluginChange),
                    signals
                )
        );
        return command;
    }

    private static Command Show(Func<IReadOnlyList<string>, Shell> compose)
    {
        var runs = new Argument<string[]>("RUN")
        {
            Description = "Run folders. None: the list of what lies in runs/.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new Command("show", "The state and the results of runs.") { runs };
        command.SetAction(parsed => compose(parsed.GetValue(Plugins) ?? []).Show.Run([.. parsed.GetValue(runs) ?? []]));
        return command;
    }

    private static Command ListPlugins(Func<IReadOnlyList<string>, Shell> compose)
    {
        var name = new Argument<string?>("NAME")
        {
            Description = "One component, with its options and a snippet to paste.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("plugins", "The components that recipes can name.") { name };
        command.SetAction(parsed => compose(parsed.GetValue(Plugins) ?? []).Plugins.Run(parsed.GetValue(name)));
        return command;
    }

    private static Command New(Func<IReadOnlyList<string>, Shell> compose)
    {
        var kind = new Argument<string>("KIND") { Description = $"{string.Join(", ", Template.Kinds)}." };
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
        var command = new Command("new", "A plugin in one C# file, to be run as it is and changed at will.")
        {
            kind,
            name,
            project,
            folder,
        };
        command.SetAction(parsed =>
            compose([])
                .New.Run(
                    new(
                        parsed.GetRequiredValue(kind),
                        parsed.GetRequiredValue(name),
                        parsed.GetValue(project),
                        parsed.GetValue(folder)
                    )
                )
        );
        return command;
    }

    private static Command Check(Func<IReadOnlyList<string>, Shell> compose, Signals signals)
    {
        var targets = new Argument<string[]>("PLUGIN|RECIPE|RUN|STEP")
        {
            Description =
                "Plugins, as after --plugin: held to the laws of their contracts. Recipes: read and planned. Runs: checkpoints verified. "
                + "Steps that failed: taken again.",
            Arity = ArgumentArity.OneOrMore,
        };
        var uses = Many(
            "--use",
            "JSON",
            "A component with options, as a recipe writes it; may be given several times."
        );
        var cases = Number(
            "--cases",
            "Random cases for each law. Default: 12, fewer where they take longer than two seconds.",
            least: 1
        );
        var seed = Number("--seed", "Where the cases come from. Default: 1.", least: 0);
        var watch = new Option<bool>("--watch") { Description = "Checks again at each save, until Ctrl-C." };
        var command = new Command(
            "check",
            "Hold plugins to their contracts; check recipes and runs; take a step again that failed."
        )
        {
            targets,
            uses,
            cases,
            seed,
            watch,
        };
        command.SetAction(parsed =>
        {
            var (paths, more) = (parsed.GetRequiredValue(targets), parsed.GetValue(Plugins) ?? []);
            var request = new CheckRequest(
                [.. paths],
                [.. parsed.GetValue(uses) ?? []],
                (int?)parsed.GetValue(cases),
                (int)(parsed.GetValue(seed) ?? 1),
                parsed.GetValue(Device)!
            );
            return parsed.GetValue(watch)
                ? compose([])
                    .Check.Again(
                        request,
                        [.. parsed.Tokens.Select(token => token.Value).Where(word => word != watch.Name)],
                        signals
                    )
                : compose([.. more, .. CheckTarget.Besides(paths)]).Check.Run(request, signals);
        });
        return command;
    }

    private static Command Doctor(Func<IReadOnlyList<string>, Shell> compose)
    {
        var command = new Command("doctor", "The machine, the native libraries, and the plugins that do not load.");
        command.SetAction(parsed => compose(parsed.GetValue(Plugins) ?? []).Doctor.Run());
        return command;
    }

    private static Option<double> Minutes(string name, string description) =>
        new(name)
        {
            HelpName = "MINUTES",
            Description = description,
            DefaultValueFactory = _ => 10,
            CustomParser = given =>
            {
                if (
                    double.TryParse(
                        given.Tokens[0].Value,
                        NumberStyles.Float,
                        CultureInfo.InvariantCulture,
                        out var minutes
                    ) && minutes is > 0 and < 1e6
                )
                {
                    return minutes;
                }

                given.AddError($"{name} takes a number of minutes above 0, and '{given.Tokens[0].Value}' is none.");
                return default;
            },
        };

    private static Option<long?> Number(string name, string description, long least = long.MinValue) =>
        new(name)
        {
            HelpName = "N",
            Description = description,
            CustomParser = given =>
            {
                var text = given.Tokens[0].Value;
                if (
                    long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                    && number >= least
                )
                {
                    return number;
                }

                given.AddError($"{name} takes a whole number{(least == 1 ? " from 1 on" : "")}, and '{text}' is none.");
                return null;
            },
        };

    private static Option<string[]> Many(
        string name,
        string value,
        string description,
        bool recursive = false,
        params string[] alias
    ) =>
        new(name, alias)
        {
            HelpName = value,
            Description = description,
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
            Recursive = recursive,
        };
}
