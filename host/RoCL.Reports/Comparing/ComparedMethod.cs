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
        ImmutableArray<ComparedMethod> methods =
        [
            .. runs.GroupBy(run => run.MethodKey ?? run.Run.Root).SelectMany(same => OfOneRecipe([.. same])),
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

    // The same recipe with the same seed is the same run made twice, and no second seed.
    private static IEnumerable<ComparedMethod> OfOneRecipe(ImmutableArray<ComparedRun> runs)
    {
        var areSeeds = runs.Length > 1 && runs.Select(run => run.Seed).Distinct().Count() == runs.Length;
        return areSeeds
            ? [new($"{runs[0].Name} ({runs.Length} seeds)", runs)]
            : runs.Select(run => new ComparedMethod(run.Name, [run]));
    }

    private static IEnumerable<ConditionSummary> ConditionsOf(ComparedRun run, string evaluation) =>
        run.Evaluations.TryGetValue(evaluation, out var found)
            ? found.Conditions.Where(condition => !CurvePoint.Is(condition.Name))
            : [];
}
