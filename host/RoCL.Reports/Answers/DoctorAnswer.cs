using RoCL.Runs.Doctor;
using RoCL.Runs.Machine;

namespace RoCL.Reports.Answers;

/// <summary>What <c>rocl doctor --json</c> writes.</summary>
public static class DoctorAnswer
{
    /// <summary>The machine, libtorch, the plugins, and all that is wrong.</summary>
    /// <param name="diagnosis">What was found.</param>
    public static object Of(Diagnosis diagnosis) =>
        new
        {
            Ok = diagnosis.Problems.IsEmpty,
            diagnosis.Machine,
            Torch = diagnosis.Torch.Match<TorchFacts?>(facts => facts, _ => null),
            diagnosis.Folders,
            Plugins = diagnosis.Plugins.Select(Of).ToList(),
            diagnosis.Problems,
        };

    private static object Of(PluginFacts plugin) =>
        new
        {
            plugin.Plugin.Id,
            Version = plugin.Plugin.Release,
            Path = plugin.Plugin.Origin,
            plugin.Components,
            Loads = plugin.Tried && plugin.Problems.IsEmpty,
            plugin.Problems,
        };
}
