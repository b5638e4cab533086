using System.Reflection;
using System.Runtime.InteropServices;
using RoCL.Host.Plugins;
using TorchSharp;

namespace RoCL.Host.Runs;

/// <summary>
/// Where and with what a run was made: <c>environment.json</c>, a list with an entry for each time that the run began or went on.
/// </summary>
internal sealed class EnvironmentReport(TimeProvider clock, TrainedModels models)
{
    /// <summary>Adds an entry.</summary>
    /// <exception cref="ProblemException">A model of another run that the recipe names cannot be used: nothing is written.</exception>
    public void Write(RunFolder run, Plan plan, torch.Device device)
    {
        var entry = Entry(plan.Recipe, models.Of(plan), device);
        var earlier = File.Exists(run.Environment)
            ? System.Text.Json.JsonSerializer.Deserialize<List<object>>(File.ReadAllText(run.Environment)) ?? []
            : [];
        Json.Write(run.Environment, (List<object>)[.. earlier, entry]);
    }

    private object Entry(Recipe recipe, IReadOnlyList<ModelOrigin>? named, torch.Device device) => new
    {
        Begun = clock.GetUtcNow(),
        Rocl = VersionOf(typeof(EnvironmentReport).Assembly),
        Contracts = VersionOf(typeof(IAttack).Assembly),
        TorchSharp = VersionOf(typeof(torch).Assembly),
        Libtorch = torch.__version__,
        DotNet = RuntimeInformation.FrameworkDescription,
        System = RuntimeInformation.OSDescription,
        Processors = Environment.ProcessorCount,
        Threads = torch.get_num_threads(),
        Device = device.ToString(),
        Plugins = recipe.Uses.Select(use => use.Component.Plugin).Distinct().OrderBy(plugin => plugin.Id, StringComparer.Ordinal)
            .Select(plugin => new { plugin.Id, plugin.Version, Sha256 = PluginHash.Of(plugin) }),
        Models = named,
    };

    private static string VersionOf(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? $"{assembly.GetName().Version}";
}
