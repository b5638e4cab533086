using System.Globalization;
using System.Text.RegularExpressions;

namespace RoCL.Runs.Reporting;

/// <summary>A length of time as people write it: <c>3h50m</c>, <c>90s</c>, <c>1d12h</c>.</summary>
public static partial class WrittenTime
{
    /// <summary>The longest that a timer waits.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromDays(49);

    /// <summary>Reads a time of one second to 49 days.</summary>
    /// <param name="text">Days, hours, minutes and seconds in this order, one at least.</param>
    /// <returns><see langword="null"/> where the text is anything else.</returns>
    public static TimeSpan? Read(string text)
    {
        var match = Parts().Match(text);
        if (!match.Success)
            return null;
        var time =
            TimeSpan.FromDays(Number(match, "d"))
            + TimeSpan.FromHours(Number(match, "h"))
            + TimeSpan.FromMinutes(Number(match, "m"))
            + TimeSpan.FromSeconds(Number(match, "s"));
        return time >= TimeSpan.FromSeconds(1) && time <= Longest ? time : null;
    }

    private static double Number(Match match, string unit) =>
        match.Groups[unit] is { Success: true } digits ? double.Parse(digits.Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex("^((?<d>[0-9]{1,7})d)?((?<h>[0-9]{1,7})h)?((?<m>[0-9]{1,7})m)?((?<s>[0-9]{1,7})s)?\\z")]
    private static partial Regex Parts();
}
