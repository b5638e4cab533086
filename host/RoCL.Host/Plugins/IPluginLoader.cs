using System.Reflection;

namespace RoCL.Host.Plugins;

/// <summary>
/// Loads plugins, each into a load context of its own that shares the contracts and TorchSharp with
/// the host and nothing else.
/// </summary>
internal interface IPluginLoader
{
    /// <summary>
    /// The plugin's assembly; loaded when it is first asked for, and the same one ever after.
    /// </summary>
    /// <param name="plugin">Which.</param>
    Assembly Load(PluginIdentity plugin);
}
