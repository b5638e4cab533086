using System.Text.Json.Nodes;
using RoCL.Core;
using RoCL.Core.Components;
using RoCL.Core.Fingerprints;
using RoCL.Core.Reading;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Folders;
using RoCL.Runs.Provenance;
using RoCL.Runs.Recipes;
using RoCL.Runs.Reporting;
using RoCL.Runs.Results;
using RoCL.Suites.Folders;
using RoCL.Suites.Rows;

namespace RoCL.Suites.Running;

/// <summary>
/// What runs have recorded of their data and of other runs' models, held against what is at hand.
/// </summary>
/// <param name="catalogue">Which components there are.</param>
/// <param name="models">Opens the models of other runs.</param>
/// <param name="errors">Where the person is warned.</param>
public sealed class RecordedInputs(IComponentCatalogue catalogue, TrainedModels models, ErrorOutput errors)
{
    private const string OfEvaluations = "evaluate.";

    /// <summary>Checks every run of a row that has begun, finished or not.</summary>
    /// <param name="suite">The suite.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="row">The row.</param>
    /// <param name="job">One of its runs: all of them have the same data.</param>
    /// <param name="allowChange">Whether data and models may be others.</param>
    /// <returns>
    /// The job; ROCL0269 the data is another, ROCL0270 a model is, and that is not allowed.
    /// </returns>
    public Result<Job> Check(Suite suite, SuiteFolder folder, SuiteRow row, Job job, bool allowChange)
    {
        var problems = Begun(suite, folder, row)
            .SelectMany(run => OfRun(folder.Of(run), run, job, allowChange))
            .ToImmutableArray();
        return problems.IsEmpty ? job : problems;
    }

    /// <summary>What is asked where the begun runs of a row cannot use the data.</summary>
    /// <param name="suite">The suite.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="row">The row.</param>
    /// <param name="parent">The run that a new one goes on from; none where it begins.</param>
    /// <param name="allowChange">Whether data may be another.</param>
    public static DataChange DataOf(Suite suite, SuiteFolder folder, SuiteRow row, RunFolder? parent, bool allowChange)
    {
        var begun = Begun(suite, folder, row).Select(folder.Of);
        return DataOf(parent is null ? begun : begun.Append(parent), allowChange);
    }

    /// <summary>What is asked where a recipe cannot use the data of runs.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="allowChange">Whether data may be another.</param>
    public static DataChange DataOf(IEnumerable<RunFolder> runs, bool allowChange) =>
        (recipe, data) =>
            allowChange
                ? []
                :
                [
                    .. from run in runs
                    let change = RecordedData.Difference(run, recipe, data)
                    where change is not null
                    select RecordedData.Changed(run, change),
                ];

    /// <summary>
    /// Checks a run that is measured again; an evaluation may name other runs than the recipe did.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="job">What is measured.</param>
    /// <param name="allowChange">Whether data and models may be others.</param>
    /// <returns>How they differ, where that is allowed; else as <see cref="Check"/>.</returns>
    public Result<InputChange> Measured(RunFolder run, Job job, bool allowChange)
    {
        var named = job.Recipe.Models.Where(model =>
            !model.Key.StartsWith(OfEvaluations, StringComparison.Ordinal)
            || RecordedModels.PathOf(run, model.Key) == model.Run
        );
        return Compared(run, job.Document, RecordedData.NamedAsRecorded(run, job), named, allowChange);
    }

    /// <summary>Warns of a run that goes on with others.</summary>
    /// <param name="run">The run.</param>
    /// <param name="change">How data and models differ.</param>
    public void Warn(RunFolder run, InputChange change)
    {
        if (change.Data is { } data)
            errors.Warn(ChangeWarning.Of(run.Root, $"goes on with other data: {data}"));
        if (change.Models is { } model)
            errors.Warn(ChangeWarning.Of(run.Root, $"goes on with other models of other runs: {model}"));
    }

    private static IEnumerable<SuiteRun> Begun(Suite suite, SuiteFolder folder, SuiteRow row) =>
        suite.Runs.Where(run => run.Row.Name == row.Name && RunFolder.Is(folder.Of(run).Root));

    private ImmutableArray<Problem> OfRun(RunFolder folder, SuiteRun run, Job job, bool allowChange) =>
        RecipeReader
            .Read(run.Name, run.Row.Where, run.Document, catalogue)
            .Then(recipe => Compared(folder, job.Document, job.Data, recipe.Models, allowChange))
            .Match(change => Noted(folder, change), problems => problems);

    private ImmutableArray<Problem> Noted(RunFolder folder, InputChange change)
    {
        if (RunState.Of(folder) is not RunState.Finished)
            Warn(folder, change);
        return [];
    }

    private Result<InputChange> Compared(
        RunFolder run,
        JsonObject recipe,
        Lazy<DataFingerprint>? atHand,
        IEnumerable<OptionValue.Model> named,
        bool allowChange
    )
    {
        try
        {
            var data =
                RecordedData.IsKnown(run) && atHand is { Value: var images }
                    ? RecordedData.Difference(run, recipe, images)
                    : null;
            var model = RecordedModels.Difference(run, named, models.WeightsOf);
            var change = new InputChange(data, model);
            return allowChange ? change : Unchanged(run, change);
        }
        catch (ProblemException fault)
        {
            return fault.Problems.Select(problem => WithPlaceToSet(problem, named)).ToImmutableArray();
        }
    }

    private static Problem WithPlaceToSet(Problem problem, IEnumerable<OptionValue.Model> named)
    {
        var gone = named.FirstOrDefault(model => model.Run == problem.Where);
        var hint = $"Where it has moved, `rocl run` and `rocl evaluate` take --set {gone?.Key}=FOLDER.";
        return gone is null || problem.Code != MissingRun.Code
            ? problem
            : problem with
            {
                Remedy = $"{problem.Remedy} {hint}",
            };
    }

    private static Result<InputChange> Unchanged(RunFolder run, InputChange change)
    {
        ImmutableArray<Problem> problems =
        [
            .. change.Data is { } data ? [RecordedData.Changed(run, data)] : Enumerable.Empty<Problem>(),
            .. change.Models is { } model ? [RecordedModels.Changed(run, model)] : Enumerable.Empty<Problem>(),
        ];
        return problems.IsEmpty ? change : problems;
    }
}
