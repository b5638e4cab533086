using RoCL.Plugins.Catalogue;
using RoCL.Plugins.Listing;
using RoCL.Plugins.Metadata;
using RoCL.Plugins.Schema;
using RoCL.Runs.Reporting;
using Spectre.Console;

namespace RoCL.Host.CommandLine;

/// <summary>
/// <c>rocl plugins</c>: every component, or one in full. Runs no code of a plugin, and TorchSharp
/// is not touched.
/// </summary>
internal sealed class PluginsVerb(PluginCatalogue catalogue, IAnsiConsole console, ErrorOutput errors)
{
    /// <summary>Writes the JSON schema of recipes, or the page about them; the exit code.</summary>
    public int Write(bool asPage)
    {
        var components = catalogue.Components.Select(ComponentDocumentation.Add).ToList();
        console.Profile.Out.Writer.Write(asPage ? RecipePage.Of(components) : RecipeSchema.TextOf(components));
        return ExitCode.Done;
    }

    /// <summary>Lists, or shows those of a name; the exit code.</summary>
    public int Run(string? name)
    {
        if (name is null)
        {
            PluginsView.List(console, catalogue);
            return ExitCode.Done;
        }
        var named = catalogue.Named(name).ToList();
        foreach (var component in named)
            PluginsView.Show(console, ComponentDocumentation.Add(component), catalogue);
        if (named.Count > 0)
            return ExitCode.Done;
        return errors.Report(
            catalogue.Named(name.Split('@')[0]).ToList() is { Count: > 0 } others
                ? Clash.NoSuchVersion(name, ComponentName.Read(name).Version!, others, "rocl plugins")
                : Missing.Component(catalogue, name.Split('@')[0])
        );
    }
}
