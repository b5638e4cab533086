using System.Globalization;
using System.Text.RegularExpressions;
using RoCL.Core;
using RoCL.Runs.Reporting;

namespace RoCL.Suites.Scheduling;

/// <summary>From settings as they were written to those of a script, or to all mistakes.</summary>
public static partial class SlurmSettingsReader
{
    private static readonly ImmutableDictionary<string, string> OptionOf = ImmutableDictionary.CreateRange([
        KeyValuePair.Create("account", "account"),
        KeyValuePair.Create("constraint", "constraint"),
        KeyValuePair.Create("cpus", "cpus-per-task"),
        KeyValuePair.Create("gpus", "gpus"),
        KeyValuePair.Create("memory", "mem"),
        KeyValuePair.Create("partition", "partition"),
        KeyValuePair.Create("qos", "qos"),
        KeyValuePair.Create("reservation", "reservation"),
        KeyValuePair.Create("time", "time"),
    ]);

    private static readonly ImmutableArray<string> OfTable = ["account", "partition", "qos", "reservation"];
    private static readonly ImmutableArray<string> OfScript =
    [
        "atOnce",
        "extra",
        "notice",
        "patience",
        "poll",
        "setup",
        "stopAfter",
    ];

    private static readonly TimeSpan LeastNotice = TimeSpan.FromMinutes(2);

    /// <summary>All keys that have a meaning.</summary>
    public static ImmutableArray<string> Keys => [.. OptionOf.Keys.Concat(OfScript).Order(StringComparer.Ordinal)];

    /// <summary>
    /// Reads settings; of a key that is written twice the later value counts, but <c>extra</c> and
    /// <c>setup</c> add up.
    /// </summary>
    /// <returns>ROCL0901 an unknown key, ROCL0902 a value that cannot be used.</returns>
    public static Result<SlurmSettings> Read(ImmutableArray<SlurmSetting> written)
    {
        var kept = written
            .Where((each, place) => Adds(each.Key) || !written.Skip(place + 1).Any(later => later.Key == each.Key))
            .ToImmutableArray();
        var problems = ImmutableArray.CreateBuilder<Problem>();
        var settings = new SlurmSettings { Written = kept };
        foreach (var setting in kept)
        {
            var read = With(settings, setting);
            problems.AddRange(read.Problems);
            if (read is Result<SlurmSettings>.Ok ok)
                settings = ok.Value;
        }

        return problems.Count == 0 ? settings : problems.ToImmutable();
    }

    private static bool Adds(string key) => key is "extra" or "setup";

    private static Result<SlurmSettings> With(SlurmSettings settings, SlurmSetting setting)
    {
        var value = setting.Value;
        if (OptionOf.TryGetValue(setting.Key, out var option))
        {
            if (!Word().IsMatch(value))
                return Unusable(setting, "Write one word, as sbatch takes it.");
            var directive = $"--{option}={value}";
            return settings with
            {
                Directives = settings.Directives.Add(directive),
                TableDirectives = OfTable.Contains(setting.Key)
                    ? settings.TableDirectives.Add(directive)
                    : settings.TableDirectives,
            };
        }

        return setting.Key switch
        {
            "atOnce" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number > 0
                ? settings with
                {
                    AtOnce = number,
                }
                : Unusable(setting, "Write how many runs are made at a time, a whole number from 1 on."),
            "extra" => Argument().IsMatch(value)
                ? settings with
                {
                    Directives = settings.Directives.Add(value),
                }
                : Unusable(setting, "Write an option of sbatch on one line, such as --exclude=node3."),
            "setup" => value.Length > 0 && !value.Any(char.IsControl)
                ? settings with
                {
                    Setup = settings.Setup.Add(value),
                }
                : Unusable(setting, "Write one line of shell, such as module load dotnet; several as a list."),
            "stopAfter" => WrittenTime.Read(value) is not null
                ? settings with
                {
                    StopAfter = value,
                }
                : Unusable(setting, "Write a time, such as 3h50m."),
            "notice" => WrittenTime.Read(value) is { } notice && notice >= LeastNotice
                ? settings with
                {
                    Notice = notice,
                }
                : Unusable(setting, "Write a time of 120s or more: Slurm's signal may come half a minute early."),
            "poll" => WrittenTime.Read(value) is { } poll
                ? settings with
                {
                    Poll = poll,
                }
                : Unusable(setting, "Write a time, such as 10s."),
            "patience" => WrittenTime.Read(value) is { } patience
                ? settings with
                {
                    Patience = patience,
                }
                : Unusable(setting, "Write a time, such as 30s."),
            _ => Unknown(setting),
        };
    }

    private static Problem Unusable(SlurmSetting setting, string remedy) =>
        SlurmSetting.Unusable(setting.Where, $"The value '{Shown(setting.Value)}' cannot be used.", remedy);

    private static string Shown(string value) => string.Concat(value.Select(sign => char.IsControl(sign) ? ' ' : sign));

    private static Problem Unknown(SlurmSetting setting) =>
        new(
            "ROCL0901",
            setting.Where,
            $"A cluster's jobs have no setting '{setting.Key}'.",
            Nearest.To(setting.Key, Keys) is { } nearest
                ? $"Did you mean '{nearest}'?"
                : $"Known here: {string.Join(", ", Keys)}. Other options of sbatch are written as extra."
        );

    // A value is on one line of a script: nothing that could end the line, or begin a comment.
    [GeneratedRegex(@"^[A-Za-z0-9_.,:@%+=/&|*\[\]()-]{1,200}\z")]
    private static partial Regex Word();

    [GeneratedRegex(@"^-[^\p{C}#]{1,500}\z")]
    private static partial Regex Argument();
}
