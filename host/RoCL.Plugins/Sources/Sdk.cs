using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using RoCL.Core;

namespace RoCL.Plugins.Sources;

/// <summary>A .NET SDK of this machine, for its C# compiler.</summary>
/// <param name="Dotnet">The program <c>dotnet</c>.</param>
/// <param name="Folder">Such as <c>/usr/share/dotnet/sdk/10.0.401</c>.</param>
public sealed record Sdk(string Dotnet, string Folder)
{
    /// <summary>The folder of the compiler.</summary>
    public string Roslyn => Path.Combine(Folder, "Roslyn", "bincore");

    /// <summary>The compiler, an assembly for <c>dotnet exec</c>.</summary>
    public string Compiler => Path.Combine(Roslyn, "csc.dll");

    /// <summary>
    /// The newest SDK of the .NET that runs this program, else of another .NET of this machine;
    /// none older than the program.
    /// </summary>
    /// <returns>ROCL0231: there is none.</returns>
    public static Result<Sdk> Find() => (Among(Roots()) ?? FromDotnet()) is { } found ? found : None();

    /// <summary>The newest SDK in the first of these folders that has one.</summary>
    /// <param name="roots">Folders with <c>dotnet</c> and <c>sdk/VERSION</c> in them.</param>
    public static Sdk? Among(IEnumerable<string> roots) =>
        roots
            .Select(root => (Dotnet: Path.Combine(root, Program), Sdks: Path.Combine(root, "sdk")))
            .Where(root => File.Exists(root.Dotnet) && Directory.Exists(root.Sdks))
            .Select(root =>
                Newest(Directory.EnumerateDirectories(root.Sdks).Select(folder => new Sdk(root.Dotnet, folder)))
            )
            .FirstOrDefault(found => found is not null);

    private static Problem None() =>
        new(
            "ROCL0231",
            "--plugin",
            $"C# files are compiled by the .NET SDK, and there is no SDK {Environment.Version.Major} or newer on "
                + "this machine.",
            $"Install the .NET {Environment.Version.Major} SDK, or set DOTNET_ROOT to where it is, or name a "
                + "plugin that is built."
        );

    private static string Program => OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";

    private static Sdk? Newest(IEnumerable<Sdk> sdks) =>
        sdks.Select(sdk => (Sdk: sdk, Version: VersionOf(sdk.Folder)))
            .Where(sdk => sdk.Version?.Major >= Environment.Version.Major && File.Exists(sdk.Sdk.Compiler))
            .OrderByDescending(sdk => sdk.Version)
            .ThenBy(sdk => sdk.Sdk.Folder.Length)
            .Select(sdk => sdk.Sdk)
            .FirstOrDefault();

    private static Version? VersionOf(string folder) =>
        Version.TryParse(Path.GetFileName(folder).Split('-')[0], out var version) ? version : null;

    private static IEnumerable<string> Roots() =>
        new[]
        {
            Path.GetDirectoryName(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH")),
            // .../shared/Microsoft.NETCore.App/10.0.0/
            Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")),
            Environment.GetEnvironmentVariable("DOTNET_ROOT"),
        }.OfType<string>();

    // Where `dotnet` is a script or a link into elsewhere, it knows best itself. A line is
    // `10.0.401 [/usr/share/dotnet/sdk]`.
    private static Sdk? FromDotnet()
    {
        try
        {
            using var asked = Process.Start(
                new ProcessStartInfo(Program, ["--list-sdks"]) { RedirectStandardOutput = true }
            )!;
            var lines = asked.StandardOutput.ReadToEnd();
            asked.WaitForExit();
            return Newest(
                lines
                    .Split('\n', StringSplitOptions.TrimEntries)
                    .Select(line => line.TrimEnd(']').Split(" ["))
                    .Where(line => line.Length == 2)
                    .Select(line => new Sdk(
                        Path.GetFullPath(Path.Combine(line[1], "..", Program)),
                        Path.Combine(line[1], line[0])
                    ))
            );
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
