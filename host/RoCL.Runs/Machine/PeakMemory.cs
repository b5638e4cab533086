using System.Globalization;

namespace RoCL.Runs.Machine;

/// <summary>The largest memory of this process since a moment, which Linux counts.</summary>
internal static class PeakMemory
{
    private const string Reset = "/proc/self/clear_refs";
    private const string Status = "/proc/self/status";

    /// <summary>Begins to count anew.</summary>
    /// <returns>
    /// Resident memory now, in MiB; <see langword="null"/> where the system does not count.
    /// </returns>
    public static double? Begin()
    {
        try
        {
            File.WriteAllText(Reset, "5"); // 5: the peak becomes what is resident now
            return Read("VmRSS:");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The largest resident memory since, in MiB.</summary>
    public static double? Now() => Read("VmHWM:");

    private static double? Read(string name)
    {
        if (!File.Exists(Status))
            return null;
        var line = File.ReadLines(Status).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
        var number = line?[name.Length..].Replace("kB", "", StringComparison.Ordinal);
        return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var kiB)
            ? kiB / 1024
            : null;
    }
}
