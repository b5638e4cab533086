using System.Text.Json.Nodes;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;

namespace RoCL.Suites.Running;

/// <summary>
/// Equal training is done once: what a recipe's training follows from, and how a run takes over
/// another's.
/// </summary>
public static class SharedTraining
{
    /// <summary>
    /// A recipe without what concerns measuring alone: two of one training have the same weights to
    /// the bit.
    /// </summary>
    /// <param name="recipe">Resolved, with its seed.</param>
    public static JsonObject Of(JsonObject recipe)
    {
        var training = (JsonObject)recipe.DeepClone();
        foreach (var key in new[] { "about", "evaluate", "masking", "route" })
            training.Remove(key);
        if (training["images"] is JsonObject images)
        {
            foreach (var key in new[] { "test", "measureOn" })
                images.Remove(key);
        }

        return training;
    }

    /// <summary>
    /// Gives a run that has no checkpoint the metrics and the checkpoints of one that was trained;
    /// then it has nothing left to train.
    /// </summary>
    /// <remarks>
    /// The record comes along: what the training was made with is what the other run was made with.
    /// </remarks>
    public static void Copy(RunFolder from, RunFolder to)
    {
        AtomicFile.Copy(to.Files, from.Environment, to.Environment);
        AtomicFile.Copy(to.Files, from.Metrics, to.Metrics);
        new CheckpointSaving(to).CopyFrom(from);
    }
}
