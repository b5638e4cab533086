using RoCL.Runs.Results;

namespace RoCL.Reports.Comparing;

/// <summary>A run, or several that differ in their seed alone.</summary>
/// <param name="Name">What tables call it.</param>
/// <param name="Runs">One for each seed.</param>
public sealed record ComparedMethod(string Name, ImmutableArray<ComparedRun> Runs)
{
    /// <summary>
    /// The methods among some runs, in the order of their first run. Seeds of one recipe are one
    /// method, unless all runs are: then each is compared with the others.
    /// </summary>
    /// <param name="runs">The runs.</param>
    public static ImmutableArray<ComparedMethod> Of(ImmutableArray<ComparedRun> runs)
    {
        var seeds = runs.GroupBy(run => run.MethodKey ?? run.Run.Root).Where(AreSeeds).ToList();
        ImmutableArray<ComparedMethod> methods =
        [
            .. runs.Where(run => !seeds.Any(same => same.Skip(1).Contains(run)))
                .Select(run => Of(run, seeds.FirstOrDefault(same => same.Contains(run)))),
        ];
        return methods.Length > 1 ? methods : [.. runs.Select(run => new ComparedMethod(run.Name, [run]))];
    }

    /// <summary>Whether there are several seeds.</summary>
    public bool HasSeeds => Runs.Length > 1;

    /// <summary>The evaluations that every seed has, in the order of the first.</summary>
    public IEnumerable<string> Evaluations =>
        Runs[0].Evaluations.Keys.Where(name => Runs.All(run => run.Evaluations.ContainsKey(name))).Order();

    /// <summary>What a condition came to; one for each seed that measured it.</summary>
    /// <param name="evaluation">The evaluation's name.</param>
    /// <param name="condition">The condition's name.</param>
    public ImmutableArray<ConditionSummary> Measured(string evaluation, string condition) =>
        [
            .. Runs.Select(run => ConditionsOf(run, evaluation).FirstOrDefault(each => each.Name == condition))
                .OfType<ConditionSummary>(),
        ];

    /// <summary>The conditions of an evaluation that are no points of curves.</summary>
    /// <param name="evaluation">The evaluation's name.</param>
    public IEnumerable<string> Conditions(string evaluation) =>
        ConditionsOf(Runs[0], evaluation).Select(condition => condition.Name).Distinct();

    // The same recipe with the same seed is the same run made twice, and no second seed; nor are
    // two runs that go on from one network.
    private static bool AreSeeds(IEnumerable<ComparedRun> runs)
    {
        var all = runs.ToList();
        var seeds = all.Select(run => run.Seed).Distinct().Count();
        var parents = all.Select(run => run.Parent?.Weights ?? run.Name).Distinct().Count();
        return all.Count > 1 && seeds == all.Count && parents == all.Count;
    }

    private static ComparedMethod Of(ComparedRun run, IEnumerable<ComparedRun>? seeds)
    {
        ImmutableArray<ComparedRun> runs = [.. seeds ?? [run]];
        return new(runs.Length == 1 ? run.Name : $"{run.Name} ({runs.Length} seeds)", runs);
    }

    private static IEnumerable<ConditionSummary> ConditionsOf(ComparedRun run, string evaluation) =>
        run.Evaluations.TryGetValue(evaluation, out var found)
            ? found.Conditions.Where(condition => !CurvePoint.Is(condition.Name))
            : [];
}
