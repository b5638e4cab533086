using System.CommandLine;
using RoCL.Suites.Showing;

namespace RoCL.Host.CommandLine;

/// <summary>The command line of <c>rocl show</c>.</summary>
internal sealed class ShowCommand
{
    private readonly Argument<string[]> _runs = new("RUN")
    {
        Description = "Run folders; several are compared. A folder of runs is listed; none: runs/.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _html = new("--html")
    {
        HelpName = "FILE",
        Description = "Writes a report into one HTML file, which needs no network.",
    };

    private readonly Option<bool> _all = new("--all")
    {
        Description = "Shows all keys of recipes and all plugins, also those that do not differ.",
    };

    private readonly Option<bool> _transpose = new("--transpose")
    {
        Description = "Makes rows of columns, and columns of rows.",
    };

    private readonly Option<bool> _follow = new("--follow")
    {
        Description = "Shows runs as they go on, from their folders alone, until they end; Ctrl-C ends it.",
    };

    private readonly Option<string?> _tensorboard = new("--tensorboard")
    {
        HelpName = "DIR",
        Description = "Writes the numbers of the runs as event files of TensorBoard, a folder in DIR for each run.",
    };

    private readonly Option<bool> _recipes = new("--recipes")
    {
        Description = "Lists the recipes and suites that come along.",
    };

    private ShowCommand() { }

    /// <summary>The verb.</summary>
    /// <param name="options">The options that several verbs have.</param>
    public static Verb Make(GlobalOptions options) => new ShowCommand().With(options);

    private Verb With(GlobalOptions options) =>
        new(
            new Command("show", "The state and the results of runs; the recipes and suites that there are.")
            {
                _runs,
                _html,
                _all,
                _transpose,
                _follow,
                _tensorboard,
                _recipes,
            },
            parsed =>
                parsed.GetValue(_recipes)
                    ? new Request.Recipes()
                    : new Request.Show(RequestOf(parsed), options.PluginsIn(parsed))
        );

    private ShowRequest RequestOf(ParseResult parsed) =>
        new(
            [.. parsed.GetValue(_runs) ?? []],
            parsed.GetValue(_html),
            new(parsed.GetValue(_all), parsed.GetValue(_transpose))
        )
        {
            IsFollowing = parsed.GetValue(_follow),
            Events = parsed.GetValue(_tensorboard),
        };
}
