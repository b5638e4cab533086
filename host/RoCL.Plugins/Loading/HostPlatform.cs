using System.Runtime.Versioning;
using RoCL.Plugins.Metadata;

namespace RoCL.Plugins.Loading;

/// <summary>
/// What this host offers to plugins, and which plugins were built for something else.
/// </summary>
/// <param name="Contracts">
/// The assembly version of the contracts; another major version is another contract.
/// </param>
/// <param name="TorchSharp">The assembly version of TorchSharp.</param>
/// <param name="Framework">The version of .NET that runs.</param>
public sealed record HostPlatform(Version Contracts, Version TorchSharp, Version Framework)
{
    /// <summary>
    /// This very host. TorchSharp is not loaded to find out: the contracts say which one they were
    /// built against.
    /// </summary>
    public static HostPlatform Here { get; } =
        new(
            typeof(IEncoder).Assembly.GetName().Version!,
            typeof(IEncoder)
                .Assembly.GetReferencedAssemblies()
                .Single(reference => reference.Name == nameof(TorchSharp))
                .Version!,
            Environment.Version
        );

    /// <summary>
    /// Everything that keeps the plugin from running here: ROCL0211 contracts, ROCL0212 framework,
    /// ROCL0213 TorchSharp, ROCL0225 and ROCL0226 its private dependencies.
    /// </summary>
    /// <param name="plugin">What its metadata says.</param>
    public ImmutableArray<Problem> Refuse(PluginAssembly plugin) =>
        [
            .. plugin.Contracts is { } contracts && contracts.Major != Contracts.Major
                ?
                [
                    Found(
                        "ROCL0211",
                        plugin,
                        $"RoCL.Contracts {contracts.ToString(2)}, and this host has {Contracts.ToString(2)}",
                        $"RoCL.Contracts {Contracts.Major}"
                    ),
                ]
                : ImmutableArray<Problem>.Empty,
            .. FrameworkOf(plugin) is { } framework && !Runs(framework)
                ?
                [
                    Found(
                        "ROCL0212",
                        plugin,
                        $"{framework.Identifier.TrimStart('.')} {framework.Version}, and this host runs on .NET "
                            + $"{Framework.ToString(2)}",
                        $".NET {Framework.ToString(2)} or older"
                    ),
                ]
                : ImmutableArray<Problem>.Empty,
            .. plugin.VersionOf(nameof(TorchSharp)) is { } torch && torch > TorchSharp
                ?
                [
                    Found(
                        "ROCL0213",
                        plugin,
                        $"TorchSharp {torch.ToString(3)}, and this host has {TorchSharp.ToString(3)}",
                        $"TorchSharp {TorchSharp.ToString(3)}"
                    ),
                ]
                : ImmutableArray<Problem>.Empty,
            .. PrivateDependencies.Unmet(plugin),
        ];

    private bool Runs(FrameworkName framework) =>
        framework.Identifier switch
        {
            ".NETCoreApp" => framework.Version <= new Version(Framework.Major, Framework.Minor),
            ".NETStandard" => true,
            _ => false,
        };

    private static FrameworkName? FrameworkOf(PluginAssembly plugin)
    {
        try
        {
            return plugin.TargetFramework is { Length: > 0 } said ? new(said) : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static Problem Found(string code, PluginAssembly plugin, string what, string wanted) =>
        new(
            code,
            $"plugin {plugin.Identity} ({plugin.Identity.Known})",
            $"The plugin was built for {what}.",
            $"Build it against {wanted}, or take the plugin that was."
        );
}
