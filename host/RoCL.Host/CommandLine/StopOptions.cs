using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using RoCL.Runs.Reporting;
using RoCL.Suites.Supervising;

namespace RoCL.Host.CommandLine;

/// <summary>The time after which a run stops itself.</summary>
internal sealed class StopOptions
{
    private const string AtName = "--stop-at";

    /// <summary>As the person writes it.</summary>
    public Option<TimeSpan?> After { get; } =
        new("--stop-after")
        {
            HelpName = "TIME",
            Description =
                "Stops with a checkpoint after this time, such as 3h50m, and ends with exit code 75: submit me again.",
            CustomParser = Time,
        };

    /// <summary>What a supervisor says to its worker, which may begin later.</summary>
    public Option<long?> At { get; } = new(AtName) { Hidden = true };

    /// <summary>When the work stops itself; nothing where no time is stated.</summary>
    public DateTimeOffset? In(ParseResult parsed) =>
        parsed.GetValue(At) is { } stated
            ? DateTimeOffset.FromUnixTimeMilliseconds(stated)
            : DateTimeOffset.UtcNow + parsed.GetValue(After);

    /// <summary>Gives every worker the time at which all of them stop.</summary>
    public static Supervised Over(Supervised supervised, DateTimeOffset? time)
    {
        if (time is not { } stated)
            return supervised;
        string[] option = [AtName, stated.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)];
        return supervised with
        {
            First = [.. supervised.First, .. option],
            Later = [.. supervised.Later, .. option],
            StopAt = stated,
        };
    }

    private static TimeSpan? Time(ArgumentResult given)
    {
        var text = given.Tokens[0].Value;
        if (WrittenTime.Read(text) is { } time)
            return time;
        given.AddError($"--stop-after takes a time from 1s to 49d, such as 3h50m, and '{text}' is none.");
        return null;
    }
}
