using Shared.Plugins;

namespace Processes.Tests.New;

/// <summary>
/// Our packages, packed once into a folder; and folders that restore from it, and the rest from
/// what this machine has.
/// </summary>
internal static class Feed
{
    private static readonly string[] Projects =
    [
        "contracts/RoCL.Contracts/RoCL.Contracts.csproj",
        "contracts/RoCL.Contracts.Testing/RoCL.Contracts.Testing.csproj",
        "plugin-templates/RoCL.Plugins.Templates.csproj",
    ];

    private static readonly Lazy<string> Packed = new(Pack);

    /// <summary>The folder of the packages.</summary>
    public static string Folder => Packed.Value;

    /// <summary>The solution's folder.</summary>
    public static string Repository { get; } =
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Places.HostProject)!, "..", ".."));

    /// <summary>
    /// Lets a folder restore our packages from the feed into itself, and strangers' from this
    /// machine's own package folder.
    /// </summary>
    public static void Serve(string folder) =>
        File.WriteAllText(
            Path.Combine(folder, "nuget.config"),
            $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{Path.Combine(folder, ".packages")}" /></config>
              <packageSources><clear /><add key="rocl" value="{Folder}" /></packageSources>
              <fallbackPackageFolders><add key="machine" value="{MachinesPackages()}" /></fallbackPackageFolders>
            </configuration>
            """
        );

    private static string MachinesPackages() =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private static string Pack()
    {
        var folder = Directory.CreateTempSubdirectory("rocl-feed-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var configuration = Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(Places.BuiltPlugins)!)!);
        // One process for all three: they are built already.
        var projects = Projects.Select(project => $"<Project Path=\"{Path.Combine(Repository, project)}\" />");
        File.WriteAllText(Path.Combine(folder, "Feed.slnx"), $"<Solution>{string.Concat(projects)}</Solution>");
        Dotnet.In(folder, "pack", "Feed.slnx", "--no-build", "-c", configuration, "-o", folder, "-v", "quiet");
        return folder;
    }
}
