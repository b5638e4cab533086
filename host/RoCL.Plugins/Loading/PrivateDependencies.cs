using System.Reflection;
using System.Runtime.InteropServices;
using RoCL.Core.Components;
using RoCL.Plugins.Metadata;

namespace RoCL.Plugins.Loading;

/// <summary>
/// The libraries that a plugin was built against and that are neither the framework's nor shared:
/// whether they are there.
/// </summary>
/// <remarks>
/// Read from metadata, nothing is loaded. Only what the plugin itself refers to counts: a package's
/// own references are often for platforms that nobody is on. What deps.json finds elsewhere, and
/// what is damaged inside, is seen when the plugin is loaded: ROCL0221, ROCL0222.
/// </remarks>
internal static class PrivateDependencies
{
    private static readonly ImmutableArray<string> Shared =
    [
        typeof(IEncoder).Assembly.GetName().Name!,
        nameof(TorchSharp),
    ];

    /// <summary>The host's assemblies, and those of the framework, by name.</summary>
    public static ImmutableDictionary<string, string> OfTheHost { get; } =
        $"{AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")}"
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .ToImmutableDictionary(file => Path.GetFileNameWithoutExtension(file)!, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// ROCL0225 what is missing; ROCL0226 what is there in an older version than the plugin was
    /// built against, or is no assembly.
    /// </summary>
    /// <param name="plugin">What its metadata says.</param>
    public static IEnumerable<Problem> Unmet(PluginAssembly plugin)
    {
        var folder = Path.GetDirectoryName(plugin.Identity.Path)!;
        var asked = plugin
            .References.Where(reference => !Shared.Contains(reference.Name) && !OfTheFramework(reference))
            .Select(reference => (Reference: reference, Files: Found(folder, reference)))
            .ToList();
        var missing = asked
            .Where(each => each.Files.Count == 0 && !LooksElsewhere(plugin))
            .Select(each => $"{each.Reference.Name} {each.Reference.Version}")
            .ToList();
        if (missing.Count > 0)
        {
            yield return new(
                "ROCL0225",
                Where(plugin),
                $"The plugin needs {string.Join(", ", missing)}, which {(missing.Count == 1 ? "is" : "are")} neither "
                    + $"in {PlaceOf(plugin.Identity)} nor part of the host.",
                "Put the assembly into the plugin's folder: a build with EnableDynamicLoading copies it there."
            );
        }

        foreach (var (reference, files) in asked.Where(each => each.Files.Count > 0))
        {
            var versions = files.Select(VersionOf).ToList();
            if (versions.TrueForAll(version => version is null || version < reference.Version))
            {
                yield return new(
                    "ROCL0226",
                    Where(plugin),
                    $"The plugin needs {reference.Name} {reference.Version}, and {files[0]} is "
                        + $"{(versions.Max() is { } newest ? $"version {newest}" : "no .NET assembly")}.",
                    "Put the version that the plugin was built against into its folder: build it anew."
                );
            }
        }
    }

    /// <summary>Where a person may look for what a plugin has not brought.</summary>
    /// <param name="plugin">The plugin.</param>
    internal static string? PlaceOf(PluginIdentity plugin) => plugin.Source ?? Path.GetDirectoryName(plugin.Origin);

    private static string Where(PluginAssembly plugin) => $"plugin {plugin.Identity} ({plugin.Identity.Known})";

    private static bool OfTheFramework(AssemblyReference reference) =>
        OfTheHost.TryGetValue(reference.Name, out var file)
        && file.StartsWith(RuntimeEnvironment.GetRuntimeDirectory(), StringComparison.Ordinal);

    // The plugin's own come first, then the host's.
    private static List<string> Found(string folder, AssemblyReference reference)
    {
        var own = Directory.GetFiles(folder, $"{reference.Name}.dll", SearchOption.AllDirectories);
        if (own.Length > 0)
            return [.. own];
        return OfTheHost.TryGetValue(reference.Name, out var file) ? [file] : [];
    }

    // A build for development names the folders of packages in this file.
    private static bool LooksElsewhere(PluginAssembly plugin) =>
        File.Exists(Path.ChangeExtension(plugin.Identity.Path, ".runtimeconfig.dev.json"));

    private static Version? VersionOf(string file)
    {
        try
        {
            return AssemblyName.GetAssemblyName(file).Version;
        }
        catch (Exception unreadable)
            when (unreadable is BadImageFormatException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
