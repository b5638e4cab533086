using System.Diagnostics;
using System.Text.Json;
using Shared.Plugins;

namespace Processes.Tests.Packages;

/// <summary>
/// Which native package the host asks for, by the properties of a build; evaluated, not restored.
/// </summary>
[NonParallelizable]
public sealed class TorchPackages
{
    [TestCase("cpu", "linux", "libtorch-cpu-linux-x64")]
    [TestCase("cpu", "windows", "libtorch-cpu-win-x64")]
    [TestCase("cpu", "osx", "libtorch-cpu-osx-arm64")]
    [TestCase("cuda", "linux", "TorchSharp-cuda-linux")]
    [TestCase("cuda", "windows", "TorchSharp-cuda-windows")]
    public void The_host_asks_for_one_native_package(string backend, string platform, string package) =>
        Assert.That(PackagesOf(Places.HostProject, backend, platform).Where(IsNative), Is.EqualTo(new[] { package }));

    [Test]
    public void Nothing_but_the_host_asks_for_CUDA()
    {
        var root = Places.InRepository();
        foreach (
            var project in new[] { "contracts/RoCL.Contracts/RoCL.Contracts.csproj", "host/RoCL.Core/RoCL.Core.csproj" }
        )
        {
            Assert.That(PackagesOf(Path.Combine(root, project), "cuda", "linux").Where(IsNative), Is.Empty);
        }
    }

    private static bool IsNative(string package) =>
        package.StartsWith("libtorch", StringComparison.OrdinalIgnoreCase)
        || package.StartsWith("TorchSharp-", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> PackagesOf(string project, string backend, string platform)
    {
        using var build = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [
                    "msbuild",
                    project,
                    "-getItem:PackageReference",
                    $"-p:TorchBackend={backend}",
                    $"-p:TorchPlatform={platform}",
                    "-nodeReuse:false",
                ]
            )
            {
                RedirectStandardOutput = true,
                WorkingDirectory = Path.GetDirectoryName(project)!,
            }
        )!;
        var said = build.StandardOutput.ReadToEnd();
        build.WaitForExit();
        Assert.That(build.ExitCode, Is.Zero, said);
        using var items = JsonDocument.Parse(said);
        return
        [
            .. items
                .RootElement.GetProperty("Items")
                .GetProperty("PackageReference")
                .EnumerateArray()
                .Select(item => item.GetProperty("Identity").GetString()!),
        ];
    }
}
