using System.Globalization;

namespace RoCL.Host.CommandLine;

/// <summary>One of several runs that are asked for at once.</summary>
/// <param name="Recipe">A recipe's name or file.</param>
/// <param name="Group">What it is called but for its seed: runs of one group differ in the seed alone.</param>
/// <param name="Name">What it is called in tables and folders; unlike every other.</param>
/// <param name="Settings">As after <c>--set</c>, those of the grid and the seed last.</param>
internal sealed record Variation(string Recipe, string Group, string Name, ImmutableArray<string> Settings)
{
    /// <summary>Every recipe with every combination of the grids' values, each with every seed.</summary>
    /// <param name="recipes">Names or files.</param>
    /// <param name="settings">What all of them share.</param>
    /// <param name="grids">As after <c>--grid</c>: <c>key=a,b,c</c>.</param>
    /// <param name="seed">The first seed; 1 where there are several and none is given.</param>
    /// <param name="seeds">How many seeds, from the first one on.</param>
    /// <returns>ROCL0006 when a grid names no key or no value.</returns>
    public static Result<ImmutableArray<Variation>> All(
        ImmutableArray<string> recipes, ImmutableArray<string> settings, ImmutableArray<string> grids, long? seed, int seeds)
    {
        if (grids.FirstOrDefault(grid => grid.Split('=', 2) is not [{ Length: > 0 }, { Length: > 0 }]) is { } wrong)
            return new Problem("ROCL0006", $"--grid {wrong}", "is not key=value,value.",
                "Write it like --grid views.adv.threat.linf=4/255,8/255.");
        var plain = Named(recipes).Select(recipe => new Variation(recipe.Recipe, recipe.Name, recipe.Name, settings));
        return Seeded(grids.Aggregate(plain, Over), seed, seeds).ToImmutableArray();
    }

    private static IEnumerable<Variation> Over(IEnumerable<Variation> variations, string grid)
    {
        var (key, values) = (grid.Split('=', 2)[0], Values(grid.Split('=', 2)[1]));
        return variations.SelectMany(variation => values.Select(value =>
        {
            var name = $"{variation.Name}_{key.Split('.')[^1]}={Safe(value)}";
            return new Variation(variation.Recipe, name, name, variation.Settings.Add($"{key}={value}"));
        }));
    }

    private static IEnumerable<Variation> Seeded(IEnumerable<Variation> variations, long? seed, int seeds) => variations.SelectMany(
        variation => seeds == 1
            ? [seed is null ? variation : variation with { Settings = variation.Settings.Add(Set(seed.Value)) }]
            : Enumerable.Range(0, seeds).Select(i => (seed ?? 1) + i)
                .Select(each => variation with { Name = $"{variation.Group}_seed={each}", Settings = variation.Settings.Add(Set(each)) }));

    private static string Set(long seed) => string.Create(CultureInfo.InvariantCulture, $"seed={seed}");

    // Two files of one name are told apart by their number.
    private static IEnumerable<(string Recipe, string Name)> Named(ImmutableArray<string> recipes) => recipes
        .GroupBy(recipe => Path.GetFileNameWithoutExtension(recipe) is { Length: > 0 } stem ? stem : recipe)
        .SelectMany(group => group.Select((recipe, i) => (recipe, i == 0 ? group.Key : $"{group.Key}-{i + 1}")));

    // Commas inside brackets, braces and quotes belong to a value.
    private static IEnumerable<string> Values(string text)
    {
        var (begin, depth, quoted) = (0, 0, false);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"') quoted = !quoted;
            else if (quoted) continue;
            else if (text[i] is '[' or '{') depth++;
            else if (text[i] is ']' or '}') depth--;
            else if (text[i] == ',' && depth == 0)
            {
                yield return text[begin..i];
                begin = i + 1;
            }
        }
        yield return text[begin..];
    }

    private static string Safe(string value) =>
        string.Concat(value.Select(letter => char.IsLetterOrDigit(letter) || letter is '.' or '-' ? letter : letter == '/' ? '-' : '_'));
}
