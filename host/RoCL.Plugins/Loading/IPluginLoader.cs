using System.Reflection;
using RoCL.Core.Components;

namespace RoCL.Plugins.Loading;

/// <summary>
/// Loads plugins, each into a load context of its own that shares the contracts and TorchSharp with
/// the host and nothing else.
/// </summary>
public interface IPluginLoader
{
    /// <summary>
    /// The plugin's assembly; loaded when it is first asked for, and the same one ever after.
    /// </summary>
    /// <param name="plugin">Which.</param>
    /// <exception cref="ProblemException">
    /// ROCL0703, ROCL0704: a native library of it is missing or damaged; ROCL0707: another plugin
    /// has brought another library of the same name.
    /// </exception>
    Assembly Load(PluginIdentity plugin);
}
