using System.Reflection;

namespace RoCL.Runs.Machine;

/// <summary>An assembly's version as people say it.</summary>
public static class VersionText
{
    /// <summary>
    /// The informational version without the commit behind it, else the assembly's version.
    /// </summary>
    public static string Of(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? $"{assembly.GetName().Version}";
}
