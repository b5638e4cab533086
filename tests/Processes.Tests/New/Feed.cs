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
    public static string Repository { get; } = Places.InRepository();

    /// <summary>
    /// Lets a folder restore our packages from the feed into itself, and strangers' from this
    /// machine's own package folder.
    /// </summary>
    public static void Serve(string folder) => Serve(folder, Folder);

    /// <summary>As <see cref="Serve(string)"/>, from another feed.</summary>
    /// <param name="folder">The folder that restores.</param>
    /// <param name="feed">The folder of our packages.</param>
    public static void Serve(string folder, string feed) =>
        File.WriteAllText(
            Path.Combine(folder, "nuget.config"),
            $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{Path.Combine(folder, ".packages")}" /></config>
              <packageSources><clear /><add key="rocl" value="{feed}" /></packageSources>
              <fallbackPackageFolders><add key="machine" value="{Strangers(folder)}" /></fallbackPackageFolders>
            </configuration>
            """
        );

    // Links to the machine's packages but ours, of which it may have an older build.
    private static string Strangers(string folder)
    {
        var links = Directory.CreateDirectory(Path.Combine(folder, ".strangers")).FullName;
        foreach (var package in Directory.GetDirectories(MachinesPackages()))
        {
            var name = Path.GetFileName(package);
            if (!name.StartsWith("rocl.", StringComparison.OrdinalIgnoreCase))
                Directory.CreateSymbolicLink(Path.Combine(links, name), package);
        }

        return links;
    }

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
