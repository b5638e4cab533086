using RoCL.Core;
using RoCL.Core.Components;
using RoCL.Plugins.Binding;
using RoCL.Plugins.Checking;
using RoCL.Runs.Folders;
using RoCL.Runs.Provenance;
using RoCL.Runs.Recipes;
using Spectre.Console;

namespace RoCL.Suites.Running;

/// <summary>
/// What a run was made of, opened for <c>rocl check</c>: its data, and the models of other runs.
/// </summary>
/// <param name="catalogue">Which components there are.</param>
/// <param name="binder">Makes them.</param>
/// <param name="recorded">What runs have recorded.</param>
/// <param name="console">Where it is shown.</param>
public sealed class RunInputs(
    IComponentCatalogue catalogue,
    RecipeBinder binder,
    RecordedInputs recorded,
    IAnsiConsole console
)
{
    private const string OfData = "ROCL04";

    /// <summary>
    /// Whether data and models are what the run has recorded; where the recipe cannot be opened
    /// here, since it names a plugin that was not given, a line says so.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <returns>ROCL0269, ROCL0270, and what keeps the data from being opened: ROCL04xx.</returns>
    public ImmutableArray<Problem> Verify(RunFolder run)
    {
        if (!RecordedData.IsKnown(run))
            return [];
        var change = RecordedInputs.DataOf([run], allowChange: false);
        var job = RecipeFiles
            .Load(run.Recipe, [])
            .Then(recipe => Job.Of(run.Name, run.Recipe, recipe, catalogue, binder, change: change));
        return job.Match(opened => Verify(run, opened), NotOpened);
    }

    private ImmutableArray<Problem> Verify(RunFolder run, Job job)
    {
        var verified = recorded.Measured(run, job, allowChange: false);
        if (verified is Result<InputChange>.Failed changed)
            return changed.Reasons;
        var wentOn = RunRecord
            .In(run)
            .Match(records => records.Any(record => record.DataChange is not null), _ => false);
        var with = wentOn ? "what the run went on with" : "what the run was made with";
        CheckView.Sound(console, $"the data is {with}: {job.Overview?.Value}");
        return [];
    }

    private static bool IsOfData(Problem problem) => problem.Code.StartsWith(OfData, StringComparison.Ordinal);

    private ImmutableArray<Problem> NotOpened(ImmutableArray<Problem> problems)
    {
        if (problems.All(problem => problem.Code is RecordedData.ChangedCode || IsOfData(problem)))
            return problems;
        CheckView.NotChecked(console, $"its data, since the recipe cannot be opened: {problems[0]}".TrimEnd('.'));
        return [];
    }
}
