using System.Text.Json;
using System.Text.Json.Nodes;
using RoCL.Core;

namespace RoCL.Suites.Scheduling;

/// <summary>One setting of a cluster's jobs, as somebody wrote it.</summary>
/// <param name="Where">The place that problems name.</param>
/// <param name="Key">Such as <c>partition</c>.</param>
/// <param name="Value">Such as <c>gpu</c>.</param>
public sealed record SlurmSetting(string Where, string Key, string Value)
{
    /// <summary>
    /// Those of a suite's document, <c>"slurm": { "partition": "gpu", "extra": ["--nice"] }</c>; a
    /// list is a setting for each of its members.
    /// </summary>
    /// <param name="where">What problems call the object.</param>
    /// <param name="node">The object, or nothing.</param>
    /// <returns>ROCL0902: something is neither a text, a number nor a list of them.</returns>
    public static Result<ImmutableArray<SlurmSetting>> In(string where, JsonNode? node) =>
        node switch
        {
            null => ImmutableArray<SlurmSetting>.Empty,
            JsonObject keys => Result
                .All(keys.Select(pair => Of($"{where}.{pair.Key}", pair.Key, pair.Value)))
                .Then<ImmutableArray<SlurmSetting>>(settings => settings.SelectMany(each => each).ToImmutableArray()),
            _ => Unusable(
                where,
                "The settings are not an object.",
                "Write them like \"slurm\": { \"time\": \"4:00:00\" }."
            ),
        };

    /// <summary>What was typed after <c>--slurm</c>.</summary>
    /// <returns>ROCL0902: there is no <c>=</c> in it.</returns>
    public static Result<SlurmSetting> Typed(string text)
    {
        var sign = text.IndexOf('=', StringComparison.Ordinal);
        return sign > 0
            ? new SlurmSetting($"--slurm {text[..sign]}", text[..sign], text[(sign + 1)..])
            : Unusable($"--slurm {text}", "The setting has no value.", "Write it like --slurm partition=gpu.");
    }

    /// <summary>The settings as an object that <see cref="In"/> reads.</summary>
    public static JsonObject Document(ImmutableArray<SlurmSetting> settings) =>
        new(
            settings
                .GroupBy(setting => setting.Key)
                .Select(group => KeyValuePair.Create(group.Key, Written([.. group.Select(each => each.Value)])))
        );

    /// <summary>ROCL0902: what is written cannot be used.</summary>
    internal static Problem Unusable(string where, string what, string remedy) => new("ROCL0902", where, what, remedy);

    private static JsonNode? Written(ImmutableArray<string> values) =>
        values is [var only] ? only : new JsonArray([.. values.Select(value => (JsonNode?)value)]);

    private static Result<ImmutableArray<SlurmSetting>> Of(string where, string key, JsonNode? value)
    {
        var members = value is JsonArray list ? [.. list] : ImmutableArray.Create(value);
        return Result.All(members.Select(member => One(where, key, member)));
    }

    private static Result<SlurmSetting> One(string where, string key, JsonNode? value) =>
        value?.GetValueKind() switch
        {
            JsonValueKind.String => new SlurmSetting(where, key, value.GetValue<string>()),
            JsonValueKind.Number => new SlurmSetting(where, key, value.ToJsonString()),
            _ => Unusable(where, "The value is neither a text nor a number.", "Write a text, such as \"4:00:00\"."),
        };
}
