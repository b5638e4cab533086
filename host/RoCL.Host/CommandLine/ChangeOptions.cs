using System.CommandLine;

namespace RoCL.Host.CommandLine;

/// <summary>
/// The options by which a person changes what a recipe says, or allows what a run did not record.
/// </summary>
internal sealed class ChangeOptions
{
    /// <summary>Other values than the recipe's.</summary>
    public Option<string[]> Set { get; } =
        OptionKinds.Many(
            "--set",
            "KEY=VALUE",
            "Sets a recipe's value, such as views.adv.threat.linf=16/255; may be given several times."
        );

    /// <summary>Whether other plugins than the recorded ones are taken.</summary>
    public Option<bool> AllowPluginChange { get; } =
        new("--allow-plugin-change")
        {
            Description = "Goes on with other plugins than the run has recorded; its record will say so.",
        };

    /// <summary>Whether another recipe than the recorded one is taken.</summary>
    public Option<bool> AllowRecipeChange { get; } =
        new("--allow-recipe-change")
        {
            Description = "Goes on by another recipe than the run has recorded; its record will say so.",
        };

    /// <summary>Whether other data than the recorded one is taken.</summary>
    public Option<bool> AllowDataChange { get; } =
        new("--allow-data-change")
        {
            Description =
                "Goes on with other images, or other models of other runs, than the run has recorded; "
                + "its record will say so.",
        };
}
