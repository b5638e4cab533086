using RoCL.Core;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Forking;
using RoCL.Runs.Provenance;
using RoCL.Runs.Reporting;
using RoCL.Suites.Rows;
using RoCL.Suites.Running;

namespace RoCL.Suites.Forking;

/// <summary>
/// Runs that go on from checkpoints of others: longer, by other values, or along another way. The
/// other run's folder is only read.
/// </summary>
public sealed class Forks(SuiteSource source, SameRecipe same, IFiles files, ErrorOutput errors)
{
    /// <summary>Finds the checkpoint, and reads the recipe of the new run.</summary>
    /// <param name="point">The checkpoint.</param>
    /// <param name="targets">What is to be run.</param>
    /// <param name="asked">Other values than those of the recipe.</param>
    /// <param name="trust">Whether the other run's recipe may have been edited.</param>
    /// <returns>
    /// ROCL0603, ROCL0604, ROCL0540, ROCL0611: there is no such checkpoint. ROCL0268: the recipe of
    /// the other run was edited. ROCL0830: more than one run is asked for. And what is wrong with
    /// the recipe.
    /// </returns>
    public Result<Fork> Open(ForkPoint point, ImmutableArray<string> targets, Variation asked, TrustDemand trust)
    {
        if (!RunFolder.Is(point.Run))
            return MissingRun.At(files, point.Run);
        var isOne = targets.Length <= 1 && asked.Grids.IsEmpty && asked.Seeds is null or 1;
        if (!isOne)
            return ForkProblems.NotOne(point.Run);
        var parent = new RunFolder(files, point.Run);
        if (!trust.AllowRecipeChange && RecordedRecipe.Edited(parent) is { } edited)
            return edited;
        return Found(parent, point.Checkpoint)
            .Then(checkpoint =>
                source
                    .Of(point.NameFor(targets), [point.RecipeFor(targets, files)], asked)
                    .Then(suite => Forked(parent, checkpoint, suite, point.NameFor(targets)))
            );
    }

    /// <summary>The run in a folder that is this very fork, and only goes on.</summary>
    /// <param name="fork">What is asked for.</param>
    /// <param name="root">The folder of a run.</param>
    /// <returns>
    /// ROCL0601: it is another recipe's. ROCL0833: it did not begin at this checkpoint.
    /// </returns>
    public Result<RunFolder> Begun(Fork fork, string root) =>
        same.In(new(files, root), fork.Suite.Runs[0])
            .Then<RunFolder>(run =>
            {
                if (ParentRecord.In(run) is not { } parent)
                    return ForkProblems.OtherBeginning(run, "it began anew");
                var isSame = parent.Path == fork.ParentPath && parent.Step == fork.State.Next;
                return isSame ? run : ForkProblems.OtherBeginning(run, $"{parent}");
            });

    /// <summary>
    /// Makes the folder of the new run, which then goes on as one that was stopped.
    /// </summary>
    /// <param name="fork">With the hash of its weights.</param>
    /// <param name="root">The folder.</param>
    /// <returns>ROCL0601, ROCL0602: it cannot be made.</returns>
    public static Result<RunFolder> Make(Fork fork, string root) =>
        new ForkedFolder(fork.Parent, fork.Checkpoint).Make(
            root,
            fork.Suite.Runs[0].Document,
            new(fork.ParentPath, fork.State.Next, fork.Weights)
        );

    private Result<string> Found(RunFolder parent, string? name)
    {
        if (name is not null)
            return NamedCheckpoint.Find(parent, name);
        var store = new CheckpointStore(parent, errors.Warn);
        return store
            .Newest()
            .Then<string>(newest =>
            {
                if (newest is null)
                    return Untrained.Problem(parent);
                using (newest)
                    return store.FolderOf(newest);
            });
    }

    private static Result<Fork> Forked(RunFolder parent, string checkpoint, Suite suite, string name)
    {
        if (!suite.Alone)
            return ForkProblems.NotOne(parent.Root);
        var state = CheckpointFolder.StateOf(parent.Files, checkpoint);
        var named = suite with { Rows = [suite.Rows[0] with { Name = name }], BegunAt = state.Next };
        return new Fork(parent, checkpoint, state, named);
    }
}
