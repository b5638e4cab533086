using RoCL.Core;
using RoCL.Core.Reading;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Provenance;
using RoCL.Runs.Recovery;
using RoCL.Runs.Results;
using RoCL.Suites.Rows;

namespace RoCL.Suites.Folders;

/// <summary>
/// The files of a suite: <c>suite.json</c>, a folder for each run, and its tables. One recipe alone
/// is its own folder.
/// </summary>
/// <param name="Files">The disk that it is on.</param>
/// <param name="Root">The folder.</param>
/// <param name="Alone">Whether it is the folder of the only run.</param>
public sealed record SuiteFolder(IFiles Files, string Root, bool Alone)
{
    /// <summary>A file of the folder.</summary>
    public string this[string file] => Path.Combine(Root, file);

    /// <summary>The folder of a run.</summary>
    public RunFolder Of(SuiteRun run) => new(Files, Alone ? Root : Path.Combine(Root, run.Name));

    /// <summary>
    /// Whether a run's data is made with the model of another row that is not trained yet, so that
    /// it cannot be opened.
    /// </summary>
    public bool WaitsForData(SuiteRun run) =>
        run.RunsOfData.Any(root => RunState.Of(new(Files, root)) is not RunState.Finished);

    /// <summary>
    /// A folder for a suite, new or one that holds this very suite; nothing is made yet.
    /// </summary>
    /// <returns>ROCL0601 it is there already and holds none, ROCL0137 it holds another.</returns>
    public static Result<SuiteFolder> For(IFiles files, Suite suite, string root)
    {
        if (suite.Alone || !SuiteFileNames.AreIn(root))
            return RunFolder.Taken(root) is { } taken ? taken : new SuiteFolder(files, root, suite.Alone);
        var file = SuiteFileNames.SuiteIn(root);
        return TextFile
            .ReadWritten(files, file)
            .Then(text => RecipeText.Parse(file, text))
            .Then<SuiteFolder>(held =>
                RecipeChange.FirstKey(held, suite.Document) is not { } differs
                    ? new SuiteFolder(files, root, Alone: false)
                    : new Problem(
                        "ROCL0137",
                        root,
                        $"The folder holds another suite: it differs in {differs}.",
                        "Choose another --out, or go on with what is there by `rocl run FOLDER`."
                    )
            );
    }

    /// <summary>
    /// Makes the folder, and says in it what the suite is. ROCL0602 when it cannot be made.
    /// </summary>
    public Result<SuiteFolder> Begin(Suite suite)
    {
        if (Alone && RunFolder.Is(Root))
            return this;
        var made = SuiteFileNames.AreIn(Root) ? new RunFolder(Files, Root) : RunFolder.Create(Files, Root);
        return made.Then<SuiteFolder>(_ => Written(suite));
    }

    // Places that were given anew stand in the suite as well.
    private Result<SuiteFolder> Written(Suite suite)
    {
        try
        {
            if (Alone)
                return this;
            SuiteOrigins.Write(Files, Root, suite);
            AtomicFile.WriteJson(Files, SuiteFileNames.SuiteIn(Root), suite.Document);
            return this;
        }
        catch (Exception fault) when (MachineProblem.Of(Root, fault) is { } problem)
        {
            return problem;
        }
    }
}
