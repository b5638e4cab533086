using RoCL.Suites.Rows;

namespace RoCL.Suites.Scheduling;

/// <summary>
/// Which runs can be made at the same time: one that names the model of another, or shares its
/// training, comes after it.
/// </summary>
public static class RowWaves
{
    /// <summary>The runs in waves; each needs runs of earlier waves only.</summary>
    /// <param name="runs">All runs of the suite, in its order.</param>
    /// <param name="wanted">
    /// The places of those that are to be made; nobody waits for any other.
    /// </param>
    public static ImmutableArray<ImmutableArray<int>> Of(ImmutableArray<SuiteRun> runs, ImmutableArray<int> wanted)
    {
        var waveOf = new Dictionary<string, int>();
        var waves = new List<ImmutableArray<int>>();
        foreach (var place in wanted.Order())
        {
            var run = runs[place];
            var earlier = run.Needs.Where(waveOf.ContainsKey).Select(name => waveOf[name]).ToList();
            var wave = earlier.Count == 0 ? 0 : earlier.Max() + 1;
            waveOf.Add(run.Name, wave);
            if (wave == waves.Count)
                waves.Add([]);
            waves[wave] = waves[wave].Add(place);
        }

        return [.. waves];
    }
}
