using System.CommandLine;
using RoCL.Suites.Exporting;

namespace RoCL.Host.CommandLine;

/// <summary>The options of <c>rocl export</c>.</summary>
internal static class ExportCommand
{
    /// <summary>Makes the verb.</summary>
    /// <param name="options">Those of every verb.</param>
    /// <param name="changes">Those of changes.</param>
    public static Verb Make(GlobalOptions options, ChangeOptions changes)
    {
        var run = new Argument<string>("RUN") { Description = "The folder of a run." };
        var folder = new Option<string?>("--out")
        {
            HelpName = "DIR",
            Description = "The folder for the files. Default: RUN-export.",
        };
        var checkpoint = new Option<string?>("--checkpoint")
        {
            HelpName = "best|STEP",
            Description = "Another checkpoint than the newest.",
        };
        var adversarial = new Option<bool>("--adversarial")
        {
            Description = "Makes the evaluations once more, and writes the images that they classify under attack.",
        };
        return new Verb(
            new Command("export", "Write weights, features, images and figures for PyTorch, NumPy and tables.")
            {
                run,
                folder,
                checkpoint,
                adversarial,
                changes.Set,
                changes.AllowPluginChange,
                changes.AllowRecipeChange,
                changes.AllowDataChange,
            },
            parsed => new Request.Export(
                new ExportRequest(
                    parsed.GetRequiredValue(run),
                    parsed.GetValue(checkpoint),
                    parsed.GetValue(folder),
                    parsed.GetValue(adversarial),
                    [.. parsed.GetValue(changes.Set) ?? []],
                    parsed.GetValue(options.Device)!,
                    parsed.GetValue(changes.AllowPluginChange)
                )
                {
                    AllowRecipeChange = parsed.GetValue(changes.AllowRecipeChange),
                    AllowDataChange = parsed.GetValue(changes.AllowDataChange),
                },
                options.PluginsIn(parsed)
            )
        );
    }
}
