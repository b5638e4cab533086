namespace RoCL.Suites.Exporting;

/// <summary>What <c>rocl export</c> is asked for.</summary>
/// <param name="Run">The folder of a run.</param>
/// <param name="Checkpoint"><c>best</c> or a step; the newest where left out.</param>
/// <param name="Out">The folder for the files; one named after the run where left out.</param>
/// <param name="Adversarial">Whether the evaluations are made again, to write their images.</param>
/// <param name="Settings">Other values than the recipe's, such as the place of the data.</param>
/// <param name="Device">A word for the device.</param>
/// <param name="AllowChange">Whether other plugins than those of the training are taken.</param>
public sealed record ExportRequest(
    string Run,
    string? Checkpoint,
    string? Out,
    bool Adversarial,
    ImmutableArray<string> Settings,
    string Device,
    bool AllowChange
)
{
    /// <summary>Whether a recipe is taken that is not the recorded one.</summary>
    public bool AllowRecipeChange { get; init; }

    /// <summary>
    /// Whether other images, or other models of other runs, than the recorded ones are taken.
    /// </summary>
    public bool AllowDataChange { get; init; }
}
