using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tables.Speed;

/// <summary>Measures what the tables of speeds show, by the program itself.</summary>
/// <param name="program">Its executable.</param>
internal sealed class SpeedMeasuring(string program)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Measures; it takes minutes, and wants a quiet machine.</summary>
    /// <param name="tables">The tables whose figures are kept in one file.</param>
    public KeptSpeed Of(IEnumerable<SpeedTable> tables)
    {
        var doctor = Answer(["doctor", "--json"]);
        var machine = doctor["machine"]!;
        var all = tables.SelectMany(table => table.Rows.Select(table.OptionsOf)).Distinct();
        return new(
            Output(["--version"]).Trim(),
            $"{machine["processors"]} processors, {machine["system"]}, libtorch {doctor["torch"]!["libtorch"]}",
            [.. all.Select(Measured)]
        );
    }

    private MeasuredCommand Measured(string options)
    {
        var answer = Answer(["doctor", "--bench", .. options.Split(' '), "--json"]);
        return new(
            options,
            (int)answer["threads"]!,
            [.. answer["variants"]!.AsArray().Select(variant => variant.Deserialize<MeasuredVariant>(Json)!)]
        );
    }

    private JsonNode Answer(string[] arguments) => JsonNode.Parse(Output(arguments))!;

    private string Output(string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"rocl {string.Join(' ', arguments)}: {process.ExitCode}");
    }
}
