using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Processes.Tests.Formatting;

/// <summary>
/// The formatter, from the package that this project names: a fresh clone needs no tool restored.
/// </summary>
internal static partial class Formatter
{
    /// <summary>The release of the formatter, such as 1.3.0.</summary>
    public static string Version => FileVersionInfo.GetVersionInfo(Program).ProductVersion!.Split('+')[0];

    private static string Program { get; } =
        typeof(Formatter)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "Formatter")
            .Value!;

    /// <summary>
    /// The folder where this formatter remembers what it found sound in the repository: beside the
    /// built tests, and not the person's own, which other clones write to at the same time.
    /// </summary>
    public static string Memory => Path.Combine(AppContext.BaseDirectory, $"formatted-{Version}");

    /// <summary>The files below a folder that the formatter would write otherwise.</summary>
    /// <param name="folder">The folder; paths of files are relative to it.</param>
    /// <param name="memory">
    /// Files that were found sound before, by the hash of their text and of the settings, are
    /// passed over; this folder remembers which.
    /// </param>
    public static IReadOnlyList<UnformattedFile> Check(string folder, string memory)
    {
        string[] command =
        [
            "exec",
            Program,
            "check",
            "--use-cache",
            "--log-format",
            "MsBuild",
            "--no-msbuild-check",
            ".",
        ];
        var start = new ProcessStartInfo("dotnet", command)
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        // Where there is no such folder, the formatter would write to the current one.
        start.Environment["XDG_DATA_HOME"] = Directory.CreateDirectory(memory).FullName;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();

        var findings = Read(errors);
        Assert.That(process.ExitCode == 0, Is.EqualTo(findings.Count == 0), $"{output.Result}\n{errors}");
        return findings;
    }

    private static List<UnformattedFile> Read(string errors)
    {
        var findings = new List<UnformattedFile>();
        foreach (var line in errors.ReplaceLineEndings("\n").Split('\n'))
        {
            if (Unformatted().Match(line) is { Success: true } file)
            {
                findings.Add(new(file.Groups["file"].Value, 1, file.Groups["what"].Value));
            }
            else if (Difference().Match(line) is { Success: true } place)
            {
                findings[^1] = findings[^1] with { Line = int.Parse(place.Groups["line"].ValueSpan, null) };
            }
        }

        return findings;
    }

    [GeneratedRegex(@"^(\./)?(?<file>\S.*?): error: (?<what>.*)$")]
    private static partial Regex Unformatted();

    [GeneratedRegex(@"Actual: Around Line (?<line>\d+)")]
    private static partial Regex Difference();
}
