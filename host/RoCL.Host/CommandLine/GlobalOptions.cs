using System.CommandLine;
using RoCL.Runs.Reporting;

namespace RoCL.Host.CommandLine;

/// <summary>The options that every verb has.</summary>
internal sealed class GlobalOptions
{
    /// <summary>More plugins.</summary>
    public Option<string[]> Plugins { get; } =
        OptionKinds.Many(
            "--plugin",
            "PATH",
            "Another plugin: a C# file or a folder of them, an assembly, a plugin's folder or one of plugins; "
                + "several times.",
            recursive: true,
            alias: "--plugins"
        );

    /// <summary>A word for the device.</summary>
    public Option<string> Device { get; } =
        new("--device")
        {
            HelpName = "auto|cpu|cuda[:n]",
            Description = "Where arithmetic runs.",
            DefaultValueFactory = _ => "auto",
            Recursive = true,
        };

    /// <summary>Whether results are written as JSON.</summary>
    public Option<bool> Json { get; } = Switch("--json", "Writes results as one JSON object on standard output.");

    /// <summary>Whether only results are written.</summary>
    public Option<bool> Quiet { get; } =
        Switch("--quiet", "Shows no progress and no notices; results, warnings and errors stay.");

    /// <summary>Whether the run's log is shown too.</summary>
    public Option<bool> Verbose { get; } = Switch("--verbose", "Shows the events of a run's log as they come.");

    /// <summary>All of them.</summary>
    public ImmutableArray<Option> All => [Plugins, Device, Json, Quiet, Verbose];

    /// <summary>The plugins that a command line names.</summary>
    public ImmutableArray<string> PluginsIn(ParseResult parsed) => [.. parsed.GetValue(Plugins) ?? []];

    /// <summary>How a command line wants to be answered.</summary>
    public Manners MannersIn(ParseResult parsed) =>
        new(parsed.GetValue(Json), parsed.GetValue(Quiet), parsed.GetValue(Verbose));

    private static Option<bool> Switch(string name, string description) =>
        new(name) { Description = description, Recursive = true };
}
