using RoCL.Host.Plugins;
using Spectre.Console;

namespace RoCL.Host.CommandLine;

/// <summary><c>rocl plugins</c>: every component, or one in full. Runs no code of a plugin, and TorchSharp is not touched.</summary>
internal sealed class PluginsVerb(PluginCatalogue catalogue, IAnsiConsole console, ErrorOutput errors)
{
    /// <summary>Lists, or shows those of a name; the exit code.</summary>
    public int Run(string? name)
    {
        if (name is null)
        {
            PluginsView.List(console, catalogue);
            return ExitCode.Done;
        }
        var named = catalogue.Named(name).ToList();
        foreach (var component in named) PluginsView.Show(console, ComponentDocumentation.Add(component), catalogue);
        return named.Count > 0 ? ExitCode.Done : errors.Report(Missing.Component(catalogue, name));
    }
}
