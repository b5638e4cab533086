using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Tables;

/// <summary>The program that was built, asked by its command line.</summary>
/// <param name="path">Its executable.</param>
internal sealed class BuiltProgram(string path)
{
    /// <summary>Its version, with the commit.</summary>
    public string Version => Output(["--version"]).Trim();

    /// <summary>Processors, system and libtorch.</summary>
    public string Machine
    {
        get
        {
            var doctor = Answer(["doctor", "--json"]);
            var machine = doctor["machine"]!;
            return $"{machine["processors"]} processors, {machine["system"]}, libtorch {doctor["torch"]!["libtorch"]}";
        }
    }

    /// <summary>The JSON that a command writes.</summary>
    /// <param name="arguments">The command, with <c>--json</c>.</param>
    public JsonNode Answer(string[] arguments) => JsonNode.Parse(Output(arguments))!;

    private string Output(string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(path, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"rocl {string.Join(' ', arguments)}: {process.ExitCode}");
    }
}
