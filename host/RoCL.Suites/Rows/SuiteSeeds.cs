using System.Text.Json.Nodes;
using RoCL.Core;
using RoCL.Core.Numbers;

namespace RoCL.Suites.Rows;

/// <summary>The seeds of a suite as its file writes them.</summary>
internal static class SuiteSeeds
{
    private const int MostSeeds = 1000;

    /// <summary>
    /// How many from 1 on, <c>3</c>, or which, <c>[1, 2, 3]</c>; none where nothing stands.
    /// </summary>
    /// <returns>ROCL0132 when it is neither, or names a seed twice.</returns>
    public static Result<ImmutableArray<long>> Read(string where, JsonNode? seeds) =>
        seeds switch
        {
            null => ImmutableArray<long>.Empty,
            JsonValue value when ExactNumber.Whole(value) is { } count and > 0 and <= MostSeeds => Enumerable
                .Range(1, (int)count)
                .Select(seed => (long)seed)
                .ToImmutableArray(),
            JsonArray { Count: > 0 } list
                when Numbers(list) is { } numbers && numbers.Distinct().Count() == numbers.Length => numbers,
            _ => new Problem(
                "ROCL0132",
                where,
                $"The value {seeds.ToJsonString()} says neither how many seeds nor which.",
                $"Write how many, such as 3 and {MostSeeds} at most, or each once, such as [1, 2, 3]: whole numbers "
                    + $"from 0 to {ExactNumber.GreatestSeed}."
            ),
        };

    /// <summary>
    /// ROCL0132 where the command line's seeds are too many, or the last of them is too great.
    /// </summary>
    /// <param name="asked">What the command line asks for.</param>
    public static IEnumerable<Problem> Beyond(Variation asked)
    {
        if (asked.Seeds > MostSeeds)
        {
            yield return new(
                "ROCL0132",
                $"--seeds {asked.Seeds}",
                $"A suite has {MostSeeds} seeds at most.",
                "Ask for fewer, and for others by --seed in another folder."
            );
            yield break;
        }

        if (asked.Seed is not { } first || asked.Seeds is not { } count)
            yield break;
        if (first <= ExactNumber.GreatestSeed - count + 1)
            yield break;
        yield return new(
            "ROCL0132",
            $"--seed {first} --seeds {count}",
            $"The last seed would be greater than {ExactNumber.GreatestSeed}.",
            "Begin with a smaller seed."
        );
    }

    private static ImmutableArray<long>? Numbers(JsonArray list)
    {
        var numbers = list.OfType<JsonValue>()
            .Select(value => ExactNumber.Whole(value) ?? -1)
            .Where(seed => seed is >= 0 and <= ExactNumber.GreatestSeed)
            .ToImmutableArray();
        return numbers.Length == list.Count ? numbers : null;
    }
}
