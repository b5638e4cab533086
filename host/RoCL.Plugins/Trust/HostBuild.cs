namespace RoCL.Plugins.Trust;

/// <summary>Which build of the host this is; no component is a part of it.</summary>
public static class HostBuild
{
    private static readonly string[] Files =
    [
        "rocl.dll",
        "RoCL.Suites.dll",
        "RoCL.Reports.dll",
        "RoCL.Runs.dll",
        "RoCL.Plugins.dll",
        "RoCL.Core.dll",
        "RoCL.Contracts.dll",
        "TorchSharp.dll",
    ];

    // A program that holds a part of the host, as the tests of a room do, is built of that part.
    private static readonly Lazy<string> Hash = new(() =>
        PluginHash.Of(
            AppContext.BaseDirectory,
            Files.Where(file => File.Exists(Path.Combine(AppContext.BaseDirectory, file)))
        )
    );

    /// <summary>
    /// SHA-256 over the host, its core, the contracts and TorchSharp; the natives go by their
    /// version.
    /// </summary>
    public static string Sha256 => Hash.Value;
}
