using RoCL.Plugins.Catalogue;
using RoCL.Plugins.Listing;
using RoCL.Plugins.Metadata;
using RoCL.Plugins.Schema;
using RoCL.Reports.Answers;
using RoCL.Runs.Reporting;
using Spectre.Console;

namespace RoCL.Host.CommandLine;

/// <summary>
/// <c>rocl plugins</c>: every component, or one in full. Runs no code of a plugin, and TorchSharp
/// is not touched.
/// </summary>
internal sealed class PluginsVerb(PluginCatalogue catalogue, ResultOutput output, ErrorOutput errors)
{
    /// <summary>Writes the JSON schema of recipes, or the page about them; the exit code.</summary>
    public int Write(bool asPage)
    {
        var components = catalogue.Components.Select(ComponentDocumentation.Add).ToList();
        var text = asPage ? RecipePage.Of(components) : RecipeSchema.TextOf(components);
        output.Console.Profile.Out.Writer.Write(text);
        return ExitCode.Done;
    }

    /// <summary>Lists, or shows those of a name; the exit code.</summary>
    public int Run(string? name)
    {
        if (name is null)
        {
            output.Write(
                console => PluginsView.List(console, catalogue),
                () => ComponentAnswer.Of(catalogue.Components, catalogue)
            );
            return ExitCode.Done;
        }
        var named = catalogue.Named(name).ToList();
        if (named.Count > 0)
        {
            output.Write(Shown, () => ComponentAnswer.Of(named, catalogue));
            return ExitCode.Done;
        }
        return errors.Report(
            catalogue.Named(ComponentName.Read(name).Plain).ToList() is { Count: > 0 } others
                ? Clash.NoSuchVersion(name, ComponentName.Read(name).Version!, others, "rocl plugins")
                : Missing.Component(catalogue, ComponentName.Read(name).Plain)
        );

        void Shown(IAnsiConsole console)
        {
            foreach (var component in named)
                PluginsView.Show(console, ComponentDocumentation.Add(component), catalogue);
        }
    }
}
