using RoCL.Runs.Folders;
using RoCL.Runs.Provenance;

namespace RoCL.Suites.Forking;

/// <summary>What keeps a run from going on in a new one.</summary>
internal static class ForkProblems
{
    /// <summary>ROCL0830: more than one run is asked for.</summary>
    public static Problem NotOne(string run) =>
        new(
            "ROCL0830",
            run,
            "One run goes on in one new run, by one recipe.",
            "Leave out --grid, --seeds, suites and further recipes; give one `rocl run --from` for each new run."
        );

    /// <summary>ROCL0831: a step is another part of an epoch.</summary>
    public static Problem OtherEpochs(Fork fork, long was, long now) =>
        new(
            "ROCL0831",
            fork.Parent.Root,
            $"An epoch had {was} steps and now has {now}, so step {fork.State.Next} is another place in the training.",
            "Keep the batch and the number of training images; or begin a new training with the weights, by "
                + $"--set init={{\"from\":\"{fork.Parent.Root}\"}} without --from."
        );

    /// <summary>ROCL0832: the training ends before the checkpoint.</summary>
    public static Problem PastTheEnd(Fork fork, long steps) =>
        new(
            "ROCL0832",
            fork.Checkpoint,
            $"The checkpoint is after {fork.State.Next} steps, and the new training has {steps} in all.",
            "Give it more epochs, or name an earlier checkpoint: --from RUN@STEP."
        );

    /// <summary>
    /// ROCL0835: what is set would be recorded of a training that did not have it.
    /// </summary>
    public static Problem NothingLeft(Fork fork, IReadOnlyList<ChangedFact> others) =>
        new(
            "ROCL0835",
            $"{fork.Parent.Recipe}: {string.Join(", ", others.Select(change => change.Name))}",
            $"No step is left after the checkpoint, so other values have no effect: {ChangedFact.Text(others)}.",
            "Add epochs by --set train.epochs=N, begin at an earlier checkpoint by --from RUN@STEP, or leave them out; "
                + "rocl evaluate measures again."
        );

    /// <summary>ROCL0833: a folder holds a run that began elsewhere.</summary>
    public static Problem OtherBeginning(RunFolder run, string began) =>
        new(
            "ROCL0833",
            run.Root,
            $"The folder holds a run of this recipe that did not begin there: {began}.",
            "Choose another --out, or go on with that run by `rocl run FOLDER`."
        );
}
