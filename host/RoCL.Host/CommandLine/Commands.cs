using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace RoCL.Host.CommandLine;

/// <summary>The verbs and their options. What each does stands in its own file; what it needs is composed only when it is called.</summary>
internal static class Commands
{
    private static readonly Option<string[]> Plugins = Many("--plugins", "DIR", "Another folder with plugins; may be given several times.");

    private static readonly Option<string[]> Set = Many(
        "--set", "KEY=VALUE", "Sets a recipe's value, such as views.adv.threat.linf=16/255; may be given several times.");

    private static readonly Option<string> Device = new("--device")
    {
        HelpName = "auto|cpu|cuda[:n]",
        Description = "Where arithmetic runs.",
        DefaultValueFactory = _ => "auto",
        Recursive = true,
    };

    /// <summary>The whole command line.</summary>
    /// <param name="compose">From plugin folders to the composed shell.</param>
    /// <param name="signals">Ctrl-C and its kin.</param>
    public static RootCommand Root(Func<IReadOnlyList<string>, Shell> compose, Signals signals)
    {
        var root = new RootCommand("RoCL.Plugins: adversarial self-supervised contrastive learning, every part a plugin.")
        {
            Run(compose, signals),
            Evaluate(compose, signals),
            Show(compose),
            ListPlugins(compose),
            Doctor(compose),
        };
        root.Add(Plugins);
        root.Add(Device);
        return root;
    }

    private static Command Run(Func<IReadOnlyList<string>, Shell> compose, Signals signals)
    {
        var targets = Some("RECIPE|RUN", "Recipes, by name or file; or one run's folder, to go on with it. None: the demonstration.");
        var seed = new Option<long?>("--seed")
        {
            HelpName = "N",
            Description = "A seed instead of the recipe's.",
            CustomParser = WholeNumber,
        };
        var folder = new Option<string?>("--out")
        {
            HelpName = "DIR",
            Description = "The folder for the results; it must not be there yet. Default: a new one in runs/.",
        };
        var command = new Command("run", "Train, evaluate, report; or go on with a run.") { targets, Set, seed, folder };
        command.SetAction(parsed => compose(parsed.GetValue(Plugins) ?? []).Run.Run(
            new([.. parsed.GetValue(targets) ?? []], [.. parsed.GetValue(Set) ?? []],
                parsed.GetValue(seed), parsed.GetValue(Device)!, parsed.GetValue(folder)),
            signals));
        return command;
    }

    private static Command Evaluate(Func<IReadOnlyList<string>, Shell> compose, Signals signals)
    {
        var run = new Argument<string>("RUN") { Description = "A run's folder." };
        var command = new Command("evaluate", "Measure a trained encoder again, or by another protocol.") { run, Set };
        command.SetAction(parsed => compose(parsed.GetValue(Plugins) ?? []).Evaluate.Run(
            parsed.GetRequiredValue(run), [.. parsed.GetValue(Set) ?? []], parsed.GetValue(Device)!, signals));
        return command;
    }

    private static Command Show(Func<IReadOnlyList<string>, Shell> compose)
    {
        var runs = Some("RUN", "Run folders. None: the list of what lies in runs/.");
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

    private static Command Doctor(Func<IReadOnlyList<string>, Shell> compose)
    {
        var command = new Command("doctor", "The machine, the native libraries, and the plugins that do not load.");
        command.SetAction(parsed => compose(parsed.GetValue(Plugins) ?? []).Doctor.Run());
        return command;
    }

    private static long? WholeNumber(ArgumentResult given)
    {
        var text = given.Tokens[0].Value;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
        given.AddError($"--seed takes a whole number, and '{text}' is none.");
        return null;
    }

    private static Argument<string[]> Some(string name, string description) =>
        new(name) { Description = description, Arity = ArgumentArity.ZeroOrMore };

    private static Option<string[]> Many(string name, string value, string description) => new(name)
    {
        HelpName = value,
        Description = description,
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
        Recursive = name == "--plugins",
    };
}
