using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.InteropServices;
using McMaster.NETCore.Plugins;
using RoCL.Core.Components;
using RoCL.Plugins.Natives;
using TorchSharp;

namespace RoCL.Plugins.Loading;

/// <summary>
/// Load contexts by McMaster.NETCore.Plugins, never unloaded: caches of System.Text.Json would keep
/// a plugin's types anyway.
/// </summary>
public sealed class McMasterPluginLoader : IPluginLoader
{
    private static readonly ImmutableArray<AssemblyName> Shared =
    [
        typeof(IEncoder).Assembly.GetName(),
        typeof(torch).Assembly.GetName(),
    ];

    // Sharing an assembly shares all that it refers to. What TorchSharp draws in from outside the
    // framework (SkiaSharp, Protobuf, SharpZipLib) is not part of any promise: a plugin that brings
    // its own gets its own, and one that brings none gets the host's.
    private static readonly ImmutableArray<AssemblyName> NotShared =
    [
        .. typeof(torch)
            .Assembly.GetReferencedAssemblies()
            .Where(reference =>
                !File.Exists(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), $"{reference.Name}.dll"))
            ),
    ];

    private readonly ConcurrentDictionary<string, Lazy<Assembly>> _loaded = new();
    private readonly LoadedNatives _natives = new();

    /// <inheritdoc/>
    public Assembly Load(PluginIdentity plugin) =>
        _loaded.GetOrAdd(Path.GetFullPath(plugin.Path), path => new(() => Loaded(plugin, path))).Value;

    private Assembly Loaded(PluginIdentity plugin, string path)
    {
        if (PluginNatives.FaultsOf(plugin) is { IsEmpty: false } faults)
            throw ProblemException.Of(faults);
        if (_natives.Add(plugin) is { } clash)
            throw new ProblemException(clash);
        return PluginLoader.CreateFromAssemblyFile(path, Configure).LoadDefaultAssembly();
    }

    private static void Configure(PluginConfig config)
    {
        foreach (var assembly in Shared)
            config.SharedAssemblies.Add(assembly);
        foreach (var assembly in NotShared)
            config.PrivateAssemblies.Add(assembly);
        config.PreferSharedTypes = false;
        config.IsUnloadable = false;
    }
}
