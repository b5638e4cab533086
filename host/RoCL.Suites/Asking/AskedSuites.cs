using RoCL.Core;
using RoCL.Core.Components;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Recipes;
using RoCL.Suites.Folders;
using RoCL.Suites.Forking;
using RoCL.Suites.Rows;
using RoCL.Suites.Running;

namespace RoCL.Suites.Asking;

/// <summary>
/// What <c>rocl run</c> is to run, and in which folder: something new, what a folder holds already,
/// or a new run that goes on from another. Nothing is written.
/// </summary>
/// <param name="source">Reads recipes.</param>
/// <param name="forks">Opens other runs.</param>
/// <param name="same">Compares recipes.</param>
/// <param name="catalogue">The components that there are.</param>
/// <param name="files">The disk.</param>
/// <param name="folders">Name the folder of new results.</param>
public sealed class AskedSuites(
    SuiteSource source,
    Forks forks,
    SameRecipe same,
    IComponentCatalogue catalogue,
    IFiles files,
    NewFolders folders
)
{
    /// <summary>Finds it.</summary>
    /// <param name="request">What the command line says.</param>
    /// <returns>
    /// ROCL0008: a run that has begun is asked to be another one. ROCL0137, ROCL0601, ROCL0833: the
    /// folder holds something else. And what is wrong with the recipes.
    /// </returns>
    public Result<AskedSuite> Find(RunRequest request)
    {
        if (request.Fork is { } point)
        {
            return forks
                .Open(point, request.Targets, request.Variation, request.Trust)
                .Then(fork => Forked(fork, request));
        }

        return Targets.Begun(request.Targets) is { } begun ? Begun(begun, request) : New(request);
    }

    private Result<AskedSuite> Forked(Fork fork, RunRequest request)
    {
        var root = request.Out ?? folders.Free(request.NewName);
        if (RunFolder.Is(root))
            return forks.Begun(fork, root).Then(GoingOn);
        return SuiteFolder
            .For(files, fork.Suite, root)
            .Then<AskedSuite>(folder => new AskedSuite(fork.Suite, folder) { Fork = fork });
    }

    private Result<AskedSuite> New(RunRequest request)
    {
        var root = request.Out ?? folders.Free(request.NewName);
        var asked = new MeasuredWeights(catalogue, files).In(request);
        var read = source.Of(Targets.NameOf(request.Targets), Targets.RecipesOf(request.Targets), asked);
        if (read is not Result<Suite>.Ok { Value: var suite })
            return read.Problems;
        if (suite.Alone && RunFolder.Is(root))
            return same.In(new(files, root), suite.Runs[0]).Then(GoingOn);
        return SuiteFolder
            .For(files, suite, root)
            .Then<AskedSuite>(folder => new AskedSuite(suite with { Root = root }, folder));
    }

    private Result<AskedSuite> Begun(string root, RunRequest request)
    {
        var asked = request.Variation;
        var isSuite = SuiteFileNames.AreIn(root);
        if (request.Out is not null || !asked.IsOfSettings)
            return isSuite ? OwnRows(root) : OwnRecipe(root);
        if (isSuite)
        {
            return SuiteSource
                .In(files, root)
                .Then(suite => SuiteSource.Moved(suite, asked.Settings, () => OwnRows(root)))
                .Then<AskedSuite>(suite => new AskedSuite(
                    suite with
                    {
                        Root = root,
                    },
                    new SuiteFolder(files, root, Alone: false)
                ));
        }

        var run = new RunFolder(files, root);
        return Recorded(run)
            .Then(suite => SuiteSource.Moved(suite, asked.Settings, () => OwnRecipe(root)))
            .Then<AskedSuite>(suite => In(run, suite));
    }

    private static Result<AskedSuite> GoingOn(RunFolder run) => Recorded(run).Then<AskedSuite>(suite => In(run, suite));

    private static Result<Suite> Recorded(RunFolder run) =>
        RecipeFiles
            .Load(run.Recipe, [])
            .Then<Suite>(recipe => new Suite(run.Name, "", [], [new SuiteRow(run.Name, run.Recipe, recipe)]));

    private static AskedSuite In(RunFolder run, Suite suite) =>
        new(suite, new SuiteFolder(run.Files, run.Root, Alone: true));

    private static Problem OwnRows(string root) =>
        new(
            "ROCL0008",
            root,
            "The folder holds a suite, which goes on by its own rows.",
            "Leave out --set, --grid, --seed, --seeds and --out; only the place of data and of other runs may be set, "
                + "such as data.folder. Other values are another suite: give its file, or recipes, and another folder "
                + "by --out."
        );

    private static Problem OwnRecipe(string root) =>
        new(
            "ROCL0008",
            root,
            "The folder holds a run, which goes on by its own recipe.",
            "Leave out --set, --grid, --seed, --seeds and --out; only the place of data and of other runs may be set, "
                + "such as data.folder. A new run goes on from it by other values with --from, and `rocl evaluate` "
                + "measures it by others."
        );
}
