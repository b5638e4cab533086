using RoCL.Core.Components;

namespace RoCL.Plugins.Natives;

/// <summary>The native libraries that a plugin was built with.</summary>
public static class PluginNatives
{
    /// <summary>
    /// ROCL0703 and ROCL0704 of those that are missing or have another byte. To read a decoder of
    /// 10 MB takes a hundredth of a second; libtorch is not among them.
    /// </summary>
    /// <param name="plugin">
    /// The plugin: its copy is looked at, since it is loaded, and the original is named.
    /// </param>
    public static ImmutableArray<Problem> FaultsOf(PluginIdentity plugin)
    {
        var folder = Path.GetDirectoryName(plugin.Path)!;
        var known = Path.GetDirectoryName(plugin.Origin)!;
        return
        [
            .. RecordedNative
                .In(Path.Combine(folder, RecordedNative.RecordName))
                .Select(native => native.Examine(Path.Combine(folder, native.Name), Path.Combine(known, native.Name)))
                .OfType<Problem>(),
        ];
    }
}
