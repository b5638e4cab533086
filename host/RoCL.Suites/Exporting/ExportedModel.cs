using System.Globalization;
using RoCL.Core.Models;
using RoCL.Runs.Folders;
using RoCL.Runs.Recipes;
using RoCL.Runs.Results;

namespace RoCL.Suites.Exporting;

/// <summary>A trained model that is exported.</summary>
/// <param name="Run">The run's folder.</param>
/// <param name="Job">Its recipe on its data.</param>
/// <param name="Model">The model.</param>
/// <param name="Step">How many steps the checkpoint is after.</param>
/// <param name="Weights">The hash of its weights, as in <c>summary.json</c>.</param>
public sealed record ExportedModel(RunFolder Run, Job Job, Model Model, long Step, string Weights)
{
    /// <summary>
    /// What it is exported by that is not what the run has recorded, since its person allowed it.
    /// </summary>
    public ImmutableArray<string> Changes { get; init; } = [];

    /// <summary>What the files say of where they come from.</summary>
    public IEnumerable<KeyValuePair<string, string>> Metadata =>
        [
            new("recipe", Job.Name),
            new("step", Step.ToString(CultureInfo.InvariantCulture)),
            new("weights", Weights),
            .. Changes.IsEmpty ? [] : new[] { KeyValuePair.Create("exported", string.Join('\n', Changes)) },
            .. WeightsMetadata.Of(Model).ToMetadata(),
        ];

    /// <summary>Whether results were measured with these very weights.</summary>
    public bool IsOf(Summary summary) => summary.Weights == Weights;
}
