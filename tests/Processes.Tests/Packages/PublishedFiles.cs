using System.Diagnostics;
using System.Text.Json;
using Shared.Plugins;

namespace Processes.Tests.Packages;

/// <summary>What <c>dotnet publish</c> takes along, without copying it.</summary>
public sealed class PublishedFiles
{
    [Test]
    public void Plugins_with_their_data_and_native_libraries_are_published_beside_the_program()
    {
        var files = Published();
        var plugins = Directory.GetDirectories(Places.BuiltPlugins).Select(Path.GetFileName).ToList();
        Assert.That(plugins, Is.Not.Empty);
        foreach (var plugin in plugins)
            Assert.That(files, Does.Contain($"plugins/{plugin}/{plugin}.dll"));
        Assert.That(files, Has.Some.StartsWith("plugins/Datasets.FashionMnist/data/"));
        Assert.That(files, Does.Contain("recipes/demo-rocl.json").And.Contain("suites/transfer.json"));
        Assert.That(files, Has.Some.Contains("LibTorchSharp").And.Some.Contains("torch_cpu"));
    }

    private static List<string> Published()
    {
        using var build = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [
                    "msbuild",
                    Places.HostProject,
                    "-t:ComputeResolvedFilesToPublishList",
                    "-p:Configuration=Release",
                    "-p:NoBuild=true",
                    "-p:BuildProjectReferences=false",
                    "-getItem:ResolvedFileToPublish",
                ]
            )
            {
                RedirectStandardOutput = true,
            }
        )!;
        using var items = JsonDocument.Parse(build.StandardOutput.ReadToEnd());
        build.WaitForExit();
        return
        [
            .. items
                .RootElement.GetProperty("Items")
                .GetProperty("ResolvedFileToPublish")
                .EnumerateArray()
                .Select(item => item.GetProperty("RelativePath").GetString()!.Replace('\\', '/')),
        ];
    }
}
