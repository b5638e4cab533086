using Processes.Tests.New;

namespace Processes.Tests.Packages;

/// <summary>A folder whose programs can refer to the packages of the libraries.</summary>
internal sealed class PackedLibraries : IDisposable
{
    /// <summary>Makes the packages, and a folder that restores from them.</summary>
    public PackedLibraries()
    {
        Path = Directory.CreateTempSubdirectory("rocl-libraries-").FullName;
        var feed = System.IO.Path.Combine(Path, "feed");
        Dotnet.In(
            Feed.Repository,
            "msbuild",
            "host/packaging/Packages.proj",
            "-t:Libraries",
            $"-p:To={feed}",
            "-v:quiet"
        );
        Feed.Serve(Path, feed);
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Deletes the folder.</summary>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
