using System.Text.Json;

namespace Benchmarks.SideBySide;

/// <summary>What a contestant answers when it has taken its steps.</summary>
/// <param name="Seconds">How long they took.</param>
/// <param name="ProcessorSeconds">
/// The processor time that they took, of all threads together.
/// </param>
/// <param name="Images">The images in them.</param>
/// <param name="PeakMiB">The largest resident memory of the process so far.</param>
internal sealed record MeasuredSteps(double Seconds, double ProcessorSeconds, long Images, double PeakMiB)
{
    /// <summary>As a contestant writes it: a line of JSON.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, Options);

    /// <summary>The line as a value.</summary>
    public static MeasuredSteps Read(string line) => JsonSerializer.Deserialize<MeasuredSteps>(line, Options)!;

    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
}
