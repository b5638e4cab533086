using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using RoCL.Core;
using RoCL.Core.Models;
using RoCL.Core.Reading;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Provenance;

namespace RoCL.Runs.Checkpoints;

/// <summary>
/// A checkpoint of a run as a person names it: <c>best</c>, <c>newest</c>, or the step that it is
/// after, <c>step-00000120</c>, <c>step-120</c> or <c>120</c>.
/// </summary>
public static class NamedCheckpoint
{
    /// <summary>The name of the checkpoint with the lowest mean loss of an epoch.</summary>
    public const string Best = "best";

    /// <summary>The name of the one that is taken where none is named.</summary>
    public const string Newest = "newest";

    private const string BestKey = "checkpoints.best";
    private const string Prefix = "step-";

    /// <summary>The folder of a checkpoint.</summary>
    /// <param name="run">The run.</param>
    /// <param name="name">Its name.</param>
    /// <returns>
    /// ROCL0604: the run has no checkpoint. ROCL0540: it has none of this name, or the best one
    /// was asked for and its recipe keeps none.
    /// </returns>
    public static Result<string> Find(RunFolder run, string name)
    {
        var all = CheckpointStore.In(run);
        if (all.Count == 0)
            return Untrained.Problem(run);
        if (name == Best && !KeepsBest(run))
            return NoneKept(run, all);
        return FolderOf(run, all, name) is { } folder ? folder : Unknown(run, all, name);
    }

    /// <summary>Restores a checkpoint.</summary>
    /// <param name="run">The run.</param>
    /// <param name="folder">The checkpoint's folder.</param>
    /// <param name="model">The model that gets its weights.</param>
    /// <returns>
    /// ROCL0610: its tensors are not the model's. ROCL0612: it is damaged, or cannot be read.
    /// </returns>
    public static Result<CheckpointState> Restore(RunFolder run, string folder, Model model) =>
        ReadCheckpoint
            .In(run.Files, folder)
            .Checkpoint.Then(checkpoint =>
            {
                using (checkpoint)
                    return checkpoint.Weights.CopyInto(model, folder).Then<CheckpointState>(_ => checkpoint.State);
            });

    private static string? FolderOf(RunFolder run, IReadOnlyList<string> all, string name)
    {
        if (name == Newest)
            return all[0];
        if (name == Best)
            return BestOf(run, all);
        var digits = name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name;
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var steps)
            ? all.FirstOrDefault(folder => CheckpointName.StepsOf(folder) == steps)
            : null;
    }

    // Without the option the newest ones stay, and a better one before them is gone.
    private static bool KeepsBest(RunFolder run) =>
        (RecordedRecipe.Of(run) ?? RecordedRecipe.InFolder(run)) is { } recipe
        && RecipePlaces.ValueAt(recipe, BestKey) is JsonValue value
        && value.TryGetValue(out bool isKept)
        && isKept;

    // The first of equals, as the one that is kept.
    private static string? BestOf(RunFolder run, IReadOnlyList<string> all) =>
        all.Reverse().Where(folder => MeanLoss(run, folder) is not null).MinBy(folder => MeanLoss(run, folder));

    private static double? MeanLoss(RunFolder run, string folder)
    {
        try
        {
            return CheckpointFolder.StateOf(run.Files, folder).Epoch.Mean;
        }
        catch (Exception fault) when (FileFailure.Is(fault) || fault is JsonException)
        {
            return null;
        }
    }

    private static Problem NoneKept(RunFolder run, IReadOnlyList<string> all) =>
        new(
            "ROCL0540",
            run.Root,
            "The run kept no best checkpoint: its recipe has no checkpoints.best=true, so only the newest ones stayed.",
            $"Name one that is there: {Names(all)}; or train with checkpoints.best=true."
        );

    private static string Names(IReadOnlyList<string> all) => string.Join(", ", all.Reverse().Select(Path.GetFileName));

    private static Problem Unknown(RunFolder run, IReadOnlyList<string> all, string name) =>
        new(
            "ROCL0540",
            run.Root,
            name == Best
                ? "No checkpoint of the run is after a whole epoch, so none is known to be the best."
                : $"The run has no checkpoint '{name}'.",
            $"Name one that is there: {Names(all)}."
        );
}
