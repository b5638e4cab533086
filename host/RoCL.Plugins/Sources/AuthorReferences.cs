using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;

namespace RoCL.Plugins.Sources;

/// <summary>
/// What a plugin's author may use: the framework, the contracts and TorchSharp, of all that this
/// host runs with.
/// </summary>
internal static class AuthorReferences
{
    private static readonly ImmutableArray<string> Shared = ["RoCL.Contracts", "TorchSharp"];

    /// <summary>
    /// The assemblies' files: the host's own and its packages are not among them.
    /// </summary>
    public static ImmutableArray<string> Files { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(file => Shared.Contains(Path.GetFileNameWithoutExtension(file)) || IsFramework(file))
            .OrderBy(file => Path.GetFileName(file), StringComparer.Ordinal),
    ];

    /// <summary>Those that come with this host: the contracts and TorchSharp.</summary>
    public static IEnumerable<string> OfTheHost =>
        Files.Where(file => Shared.Contains(Path.GetFileNameWithoutExtension(file)));

    /// <summary>
    /// Tells one build of the references from another; the framework comes as one, and its core
    /// stands for it.
    /// </summary>
    public static string Fingerprint() =>
        string.Concat(
            OfTheHost
                .Append(typeof(object).Assembly.Location)
                .Select(file => $"{Path.GetFileName(file)} {VersionId(file)}\n")
        );

    /// <summary>
    /// The identifier that a compiler gives each build of an assembly: for a deterministic one, a
    /// hash of it.
    /// </summary>
    /// <param name="file">The assembly.</param>
    public static Guid VersionId(string file)
    {
        using var image = new PEReader(File.OpenRead(file));
        var metadata = image.GetMetadataReader();
        return metadata.GetGuid(metadata.GetModuleDefinition().Mvid);
    }

    private static bool IsFramework(string file) =>
        Path.GetDirectoryName(file) is { } folder
        && string.Equals(
            folder,
            Path.TrimEndingDirectorySeparator(RuntimeEnvironment.GetRuntimeDirectory()),
            StringComparison.Ordinal
        );
}
