using System.Text.Json;

namespace Tables.Peers;

/// <summary>What a contestant answers when it has taken the steps of a round.</summary>
/// <param name="Seconds">How long they took.</param>
/// <param name="ProcessorSeconds">
/// The processor time that they took, of all threads together.
/// </param>
/// <param name="Images">The images in them.</param>
/// <param name="PeakMiB">The largest resident memory of the process so far.</param>
internal sealed record MeasuredRound(double Seconds, double ProcessorSeconds, long Images, double PeakMiB)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>As a contestant writes it: a line of JSON.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, Json);

    /// <summary>The line as a value.</summary>
    /// <param name="line">The line.</param>
    public static MeasuredRound Read(string line) => JsonSerializer.Deserialize<MeasuredRound>(line, Json)!;

    /// <summary>Images in a second.</summary>
    /// <param name="time">What counts as a second.</param>
    public double Speed(MeasuredTime time) => Images / (time == MeasuredTime.Clock ? Seconds : ProcessorSeconds);
}

/// <summary>What counts as a second.</summary>
internal enum MeasuredTime
{
    /// <summary>One of the clock.</summary>
    Clock,

    /// <summary>One of a processor: what other processes do meanwhile hardly shows in it.</summary>
    Processor,
}
