using System.Reflection;

namespace RoCL.Host.Doctor;

/// <summary>An assembly's version as people say it.</summary>
internal static class VersionText
{
    /// <summary>
    /// The informational version without the commit behind it, else the assembly's version.
    /// </summary>
    public static string Of(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? $"{assembly.GetName().Version}";
}
