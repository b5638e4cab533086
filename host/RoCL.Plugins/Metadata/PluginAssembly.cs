using RoCL.Core.Components;

namespace RoCL.Plugins.Metadata;

/// <summary>What an assembly says of itself before any of its code runs.</summary>
/// <param name="Identity">Its name, version and file.</param>
/// <param name="TargetFramework">
/// What it was built for, such as <c>.NETCoreApp,Version=v10.0</c>; <see langword="null"/> when it
/// does not say.
/// </param>
/// <param name="References">The assemblies that it was built against.</param>
/// <param name="Components">Its sound components, in the order of their kinds and names.</param>
/// <param name="Faults">Its components that cannot be used.</param>
public sealed record PluginAssembly(
    PluginIdentity Identity,
    string? TargetFramework,
    ImmutableArray<AssemblyReference> References,
    ImmutableArray<ComponentDescription> Components,
    ImmutableArray<ComponentFault> Faults
)
{
    /// <summary>The same with its <see cref="PluginIdentity.Source"/>.</summary>
    /// <param name="source">What a person knows it by.</param>
    public PluginAssembly KnownBy(string source)
    {
        var identity = Identity with { Source = source };
        return this with
        {
            Identity = identity,
            Components = [.. Components.Select(component => component with { Plugin = identity })],
        };
    }

    /// <summary>
    /// The version of the contracts that it was built against; <see langword="null"/> when it does
    /// not know them.
    /// </summary>
    public Version? Contracts => VersionOf("RoCL.Contracts");

    /// <summary>
    /// The version of another assembly that it was built against; <see langword="null"/> when it
    /// does not know it.
    /// </summary>
    /// <param name="assembly">The other assembly's name.</param>
    public Version? VersionOf(string assembly) =>
        References.FirstOrDefault(reference => reference.Name == assembly)?.Version;
}

/// <summary>An assembly that another was built against.</summary>
/// <param name="Name">Its simple name.</param>
/// <param name="Version">Its assembly version.</param>
public sealed record AssemblyReference(string Name, Version Version);

/// <summary>A component that cannot be used, and all the reasons.</summary>
/// <param name="Name">What recipes would call it.</param>
/// <param name="Problems">At least one.</param>
public sealed record ComponentFault(string Name, ImmutableArray<Problem> Problems);
