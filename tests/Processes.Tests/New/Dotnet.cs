using System.Diagnostics;
using Processes.Tests.Runs;

namespace Processes.Tests.New;

/// <summary>The program <c>dotnet</c>.</summary>
internal static class Dotnet
{
    /// <summary>Runs in a folder; what it said. Fails the test where it fails.</summary>
    public static string In(string folder, params string[] args)
    {
        var ended = Run(folder, args);
        Assert.That(ended.Code, Is.Zero, $"dotnet {string.Join(' ', args)}\n{ended}");
        return ended.Output;
    }

    /// <summary>Runs in a folder, to whatever end.</summary>
    public static Ended Run(string folder, params string[] args)
    {
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", args)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                // A server that outlives the test would hold its folders, and the standard output.
                Environment = { ["MSBUILDDISABLENODEREUSE"] = "1", ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0" },
            }
        )!;
        return Rocl.End(process);
    }
}
