using RoCL.Plugins.Trust;
using RoCL.Runs.Checkpoints;

namespace RoCL.Reports.Results;

/// <summary>One evaluation of one method, over its seeds.</summary>
/// <param name="Method">What it is called.</param>
/// <param name="Evaluation">The evaluation's name; empty where nothing was measured.</param>
/// <param name="Protocols">What was done; the same for all seeds, as a rule.</param>
/// <param name="Seeds">The seeds that have finished.</param>
/// <param name="Figures">One for each condition.</param>
/// <param name="Plugins">The plugins that made it, in whatever seed.</param>
/// <param name="Cost">
/// Seconds of training and of this evaluation, images in a second of training: means. The largest
/// memory.
/// </param>
public sealed record ResultRow(
    string Method,
    string Evaluation,
    ImmutableArray<string> Protocols,
    ImmutableArray<long> Seeds,
    ImmutableArray<Figure> Figures,
    ImmutableArray<PluginRecord> Plugins,
    Cost Cost
)
{
    /// <summary>
    /// What has to be known before its figures are compared with others; the name is marked.
    /// </summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>
    /// The images that it was measured on: one entry, unless its seeds had others; none where they
    /// are not known.
    /// </summary>
    public ImmutableArray<MeasuredImages> MeasuredOn { get; init; } = [];

    /// <summary>
    /// The seeds by which its images were chosen; none where all images of a part were measured on.
    /// </summary>
    public ImmutableArray<long> PartSeeds { get; init; } = [];

    /// <summary>
    /// Seconds of looking for signs of masked gradients, a part of the evaluation's: the mean.
    /// </summary>
    public double MaskingSeconds { get; init; }

    /// <summary>The method as tables name it, with a mark where there are notes.</summary>
    public string Title => Notes.IsEmpty ? Method : $"{Method} {RowNotes.Mark}";

    /// <summary>
    /// The figure of a condition; <see langword="null"/> where it was not measured.
    /// </summary>
    public Figure? this[string condition] => Figures.FirstOrDefault(figure => figure.Condition == condition);
}
