namespace RoCL.Host.CommandLine;

/// <summary>What <c>rocl evaluate</c> is asked for.</summary>
/// <param name="Folder">The run's folder.</param>
/// <param name="Settings">Other values than the recipe's.</param>
/// <param name="Images">How many images to measure on; all where it is not said.</param>
/// <param name="Device">A word for the device.</param>
/// <param name="AllowChange">Whether other plugins than those of the training are taken.</param>
/// <param name="AllowRecipeChange">Whether a recipe is taken that is not the recorded one.</param>
/// <param name="AllowDataChange">
/// Whether other images, or other models of other runs, are taken.
/// </param>
internal sealed record EvaluateRequest(
    string Folder,
    ImmutableArray<string> Settings,
    long? Images,
    string Device,
    bool AllowChange,
    bool AllowRecipeChange,
    bool AllowDataChange
);
