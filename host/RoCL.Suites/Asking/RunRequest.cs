using RoCL.Suites.Forking;
using RoCL.Suites.Ranks;
using RoCL.Suites.Rows;
using RoCL.Suites.Running;
using RoCL.Suites.Scheduling;

namespace RoCL.Suites.Asking;

/// <summary>What <c>rocl run</c> is asked for.</summary>
/// <param name="Targets">
/// Recipes, one suite, or the folder of a run or a suite; none for the demonstration.
/// </param>
/// <param name="Variation">Other values and seeds than those of the files.</param>
/// <param name="Device">A word for the device.</param>
/// <param name="Out">The folder for the results.</param>
/// <param name="PlanOnly">Whether the plan is shown and nothing else is done.</param>
/// <param name="Fetch">Whether missing data is fetched first.</param>
/// <param name="Trust">What is asked of plugins, and of the recipe of a run that goes on.</param>
/// <param name="GivenUp">Runs of a suite that the supervisor has given up.</param>
/// <param name="Unrehearsed">
/// Whether a suite begins without its plan, which takes a step of each of its recipes.
/// </param>
public sealed record RunRequest(
    ImmutableArray<string> Targets,
    Variation Variation,
    string Device,
    string? Out,
    bool PlanOnly,
    bool Fetch,
    TrustDemand Trust,
    ImmutableHashSet<string> GivenUp,
    bool Unrehearsed
)
{
    /// <summary>The options, as they were typed, that going on needs as well.</summary>
    public ImmutableArray<string> Lasting => Variation.Lasting;

    /// <summary>
    /// The checkpoint of another run that a new one goes on from; <see langword="null"/> where
    /// something else is asked for.
    /// </summary>
    public ForkPoint? Fork { get; init; }

    /// <summary>
    /// The file of weights that is measured, without a step of training; <see langword="null"/>
    /// where something else is asked for.
    /// </summary>
    public string? Weights { get; init; }

    /// <summary>What new results are called.</summary>
    public string NewName =>
        Weights is { } file
            ? Path.GetFileNameWithoutExtension(file)
            : Fork?.NameFor(Targets) ?? Rows.Targets.NameOf(Targets);

    /// <summary>
    /// When the work stops itself; <see langword="null"/> where no time is stated.
    /// </summary>
    public DateTimeOffset? StopAt { get; init; }

    /// <summary>The ranks that train the run together.</summary>
    public RankRequest Ranks { get; init; } = RankRequest.None;

    /// <summary>Where the runs are made.</summary>
    public Placement Placement { get; init; } = Placement.Here;
}
