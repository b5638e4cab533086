using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using RoCL.Core;
using RoCL.Core.Components;

namespace RoCL.Plugins.Metadata;

/// <summary>
/// What an assembly says of its components, read from its metadata: nothing is loaded, and none of
/// its code runs.
/// </summary>
public static class ComponentReader
{
    /// <summary>Reads an assembly.</summary>
    /// <param name="image">The assembly's bytes; seekable, left open.</param>
    /// <param name="path">
    /// Where they come from, for <see cref="PluginIdentity.Path"/> and for messages.
    /// </param>
    /// <param name="origin">Of which a copy is read; none where it is no copy.</param>
    /// <returns>
    /// What it says; or ROCL0210 when the bytes are no .NET assembly, whatever else they may be.
    /// </returns>
    public static Result<PluginAssembly> Read(Stream image, string path, string? origin = null)
    {
        try
        {
            using var file = new PEReader(image, PEStreamOptions.LeaveOpen);
            return file.HasMetadata && file.GetMetadataReader() is { IsAssembly: true } metadata
                ? Read(metadata, path, origin ?? path)
                : NoAssembly(path, "it holds no .NET code");
        }
        catch (Exception damage) when (damage is not OutOfMemoryException)
        {
            // The readers of System.Reflection.Metadata throw a dozen kinds of exceptions on
            // damaged bytes; each means the same here.
            return NoAssembly(path, damage.Message.Split('\n')[0].TrimEnd('.', '\r'));
        }
    }

    private static PluginAssembly Read(MetadataReader metadata, string path, string origin)
    {
        var assembly = metadata.GetAssemblyDefinition();
        string? Said(string attribute) =>
            metadata
                .AttributesOf(assembly.GetCustomAttributes(), attribute)
                .Select(said => said.Texts(1)[0])
                .FirstOrDefault();
        var version = Said("System.Reflection.AssemblyInformationalVersionAttribute") ?? Short(assembly.Version);
        var identity = new PluginIdentity(metadata.GetString(assembly.Name), version, path) { Origin = origin };
        var classes = ComponentClass.Read(metadata, identity);
        return new(
            identity,
            Said("System.Runtime.Versioning.TargetFrameworkAttribute"),
            [
                .. metadata
                    .AssemblyReferences.Select(metadata.GetAssemblyReference)
                    .Select(reference => new AssemblyReference(metadata.GetString(reference.Name), reference.Version)),
            ],
            [
                .. classes
                    .SelectMany(read => read.Sound)
                    .OrderBy(component => component.Kind)
                    .ThenBy(component => component.Name, StringComparer.Ordinal),
            ],
            [.. classes.Where(read => read.Fault.Problems.Length > 0).Select(read => read.Fault)]
        );
    }

    // A version that nobody's build gave: three numbers, as people write it, where the fourth is 0.
    private static string Short(Version version) => version.ToString(version.Revision == 0 ? 3 : 4);

    private static Problem NoAssembly(string path, string why) =>
        new(
            "ROCL0210",
            path,
            $"The file is not a .NET assembly ({why}).",
            "Build the plugin again, or take the file out of the plugins' folder."
        );
}
