using RoCL.Core.Binding;
using RoCL.Core.Models;
using RoCL.Core.Values;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Folders;
using RoCL.Runs.Provenance;
using Serilog;

namespace RoCL.Runs.Training;

/// <summary>
/// Begins a training with other weights than newly drawn ones: once, before its first checkpoint.
/// </summary>
internal static class BeginningWeights
{
    private const int MostListed = 5;

    /// <summary>
    /// Puts the recipe's weights into a new model, and saves it as the checkpoint after no step: to
    /// go on, the run needs neither file nor other run.
    /// </summary>
    /// <param name="run">Where the run is written.</param>
    /// <param name="init">The weights; nothing happens where there are none.</param>
    /// <param name="model">The model, as it was built or restored.</param>
    /// <param name="log">Gets what was taken.</param>
    /// <returns>What the person was warned of before the run began.</returns>
    /// <exception cref="ProblemException">
    /// As <see cref="InitialWeights.Give"/> and <see cref="InitRecord.RequireUnchanged"/>.
    /// </exception>
    public static ValueList<Problem> Take(RunFolder run, BoundInit? init, Model model, ILogger log)
    {
        if (init is null || CheckpointStore.In(run).Count > 0)
            return [];
        var taken = InitialWeights.Give(model, init);
        InitRecord.RequireUnchanged(run, init, taken.Sha256);
        // Teachers and frozen heads are copies of these weights, not of those that were drawn.
        model.Begin();
        using (var checkpoint = Checkpoint.Of(CheckpointState.Beginning, model).OfClasses(model.TrainedClassNames))
            new CheckpointSaving(run).Save(checkpoint, keep: 1);
        foreach (var warning in taken.Warnings)
            log.Warning("{Warning}", $"{warning}");
        log.Information(
            "Began with {Tensors} tensors of {Source}, {Hash}, for {Parts}; left there: {Left}",
            taken.Taken,
            init.Init.From.Run,
            taken.Sha256,
            string.Join(", ", init.Init.Parts),
            Listed(taken.Left)
        );
        return taken.Warnings;
    }

    private static string Listed(ImmutableArray<string> left)
    {
        if (left.IsEmpty)
            return "none";
        var more = left.Length > MostListed ? $" and {left.Length - MostListed} more" : "";
        return string.Join(", ", left.Take(MostListed)) + more;
    }
}
