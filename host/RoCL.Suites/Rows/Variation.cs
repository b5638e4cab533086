using System.Text.Json.Nodes;
using RoCL.Core;
using RoCL.Core.Reading;

namespace RoCL.Suites.Rows;

/// <summary>
/// What the command line asks for over recipes and suites: other values, grids of values, other
/// seeds.
/// </summary>
/// <param name="Settings">As after <c>--set</c>: of every row, over what the file says.</param>
/// <param name="Grids">As after <c>--grid</c>: <c>key=a,b,c</c>.</param>
/// <param name="Seed">The only seed, or the first of several.</param>
/// <param name="Seeds">How many seeds.</param>
public sealed record Variation(ImmutableArray<string> Settings, ImmutableArray<string> Grids, long? Seed, int? Seeds)
{
    /// <summary>Nothing.</summary>
    public static Variation None { get; } = new([], [], null, null);

    /// <summary>
    /// The other options of the command line that making the run again needs, as they were typed.
    /// </summary>
    public ImmutableArray<string> Lasting { get; init; } = [];

    /// <summary>Whether nothing is asked for.</summary>
    public bool Empty => Settings.IsEmpty && Grids.IsEmpty && Seed is null && Seeds is null;

    /// <summary>Whether nothing but settings is asked for, if anything is.</summary>
    public bool IsOfSettings => Grids.IsEmpty && Seed is null && Seeds is null;

    /// <summary>The axes of the grids. ROCL0006 when one names no key or no value.</summary>
    public Result<ImmutableArray<Axis>> Axes => Result.All(Grids.Select(Axis.Read));

    /// <summary>
    /// A recipe with the settings, and with the only seed where no list of seeds has it.
    /// </summary>
    /// <param name="recipe">Resolved.</param>
    /// <param name="own">The seeds that the suite names.</param>
    /// <param name="precedence">Which options exclude one another.</param>
    /// <returns>ROCL0115 for each setting that is wrong, all of them at once.</returns>
    public Result<JsonObject> Over(JsonObject recipe, ImmutableArray<long> own, OptionPrecedence? precedence = null)
    {
        var isOnlySeed = Seed is not null && SeedsOver(own).IsEmpty;
        string[] seed = isOnlySeed ? [FormattableString.Invariant($"seed={Seed}")] : [];
        return RecipeText.SetAll(recipe, Settings.Concat(seed), precedence);
    }

    /// <summary>The seeds of every row; empty where each recipe has its own.</summary>
    /// <param name="own">The seeds that the suite names.</param>
    public ImmutableArray<long> SeedsOver(ImmutableArray<long> own) =>
        (Seed, Seeds) switch
        {
            (null, null) => own,
            (null, 1) => [.. own.Take(1)],
            ({ } seed, null or 1) => own.IsEmpty ? [] : [seed],
            var (first, count) => [.. Enumerable.Range(0, count!.Value).Select(i => (first ?? 1) + i)],
        };
}
