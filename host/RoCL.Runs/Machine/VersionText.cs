using System.Reflection;

namespace RoCL.Runs.Machine;

/// <summary>An assembly's version, in a form for people.</summary>
public static class VersionText
{
    /// <summary>
    /// The informational version without the commit after it, else the assembly's version.
    /// </summary>
    public static string Of(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? $"{assembly.GetName().Version}";
}
