using System.CommandLine;
using RoCL.Core.Numbers;
using RoCL.Suites.Rows;

namespace RoCL.Host.CommandLine;

/// <summary>The options that vary what recipes say.</summary>
/// <param name="changes">Those that set values.</param>
internal sealed class VariationOptions(ChangeOptions changes)
{
    private readonly Option<string[]> _grid = OptionKinds.Many(
        "--grid",
        "KEY=A,B",
        "Runs every recipe with each of these values; several grids make every combination."
    );

    private readonly Option<long?> _seed = OptionKinds.Number(
        "--seed",
        "A seed instead of the recipe's.",
        most: ExactNumber.GreatestSeed
    );

    private readonly Option<long?> _seeds = OptionKinds.Number(
        "--seeds",
        "Runs every recipe with this many seeds, from --seed (or 1) on, and shows mean and deviation.",
        least: 1,
        most: int.MaxValue
    );

    /// <summary>All of them.</summary>
    public Option[] All => [changes.Set, _grid, _seed, _seeds];

    /// <summary>What they ask for.</summary>
    public Variation In(ParseResult parsed) =>
        new(
            [.. parsed.GetValue(changes.Set) ?? []],
            [.. parsed.GetValue(_grid) ?? []],
            parsed.GetValue(_seed),
            (int?)parsed.GetValue(_seeds)
        );
}
