using System.Runtime.InteropServices;
using RoCL.Core;
using RoCL.Core.Components;
using RoCL.Plugins.Catalogue;
using RoCL.Plugins.Loading;
using RoCL.Runs.Machine;
using RoCL.Runs.Progress;

namespace RoCL.Runs.Doctor;

/// <summary>
/// Looks at everything that a run needs: machine, libtorch, and every plugin, really loaded. None
/// of its code runs: what a static constructor does is seen by a run that names the component.
/// </summary>
public static class Examination
{
    /// <summary>Examines; throws for nothing that it finds.</summary>
    /// <param name="catalogue">The plugins' metadata.</param>
    /// <param name="types">Loads them.</param>
    /// <param name="torch">Loads libtorch, as <see cref="TorchProbe.Examine"/> does.</param>
    /// <param name="display">Shows how far it has come; nothing does where left out.</param>
    public static Diagnosis Of(
        PluginCatalogue catalogue,
        LoadedComponents types,
        Func<Result<TorchFacts>> torch,
        IProgressDisplay? display = null
    )
    {
        display?.Show(new WorkProgress("trying libtorch", 0, 0));
        var machine = new MachineFacts(
            VersionText.Of(typeof(Examination).Assembly),
            VersionText.Of(typeof(IEncoder).Assembly),
            RuntimeInformation.FrameworkDescription,
            RuntimeInformation.OSDescription,
            RuntimeInformation.RuntimeIdentifier,
            Environment.ProcessorCount
        );
        var found = torch();
        // TorchSharp is among what a plugin refers to: without libtorch, every plugin would only
        // say the same again, at length.
        var loads = found is Result<TorchFacts>.Ok;
        var plugins = ImmutableArray.CreateBuilder<PluginFacts>();
        foreach (var plugin in catalogue.Plugins)
        {
            plugins.Add(Facts(plugin, types, loads && plugin.Problems.IsEmpty));
            display?.Show(new WorkProgress("loading plugins", plugins.Count, catalogue.Plugins.Length));
        }

        return new(machine, found, catalogue.Folders.Paths, plugins.ToImmutable(), catalogue.Unreadable);
    }

    private static PluginFacts Facts(CataloguedPlugin plugin, LoadedComponents types, bool load) =>
        new(
            plugin.Assembly.Identity,
            plugin.Assembly.Components.Length,
            load,
            [
                .. plugin.Problems,
                .. plugin.Assembly.Faults.SelectMany(fault => fault.Problems),
                .. load
                    ? plugin.Assembly.Components.SelectMany(component => Failures(component, types)).Distinct()
                    : [],
            ]
        );

    private static ImmutableArray<Problem> Failures(ComponentDescription component, LoadedComponents types)
    {
        try
        {
            types.Find(component);
            return [];
        }
        catch (ProblemException failure)
        {
            return failure.Problems;
        }
    }
}
