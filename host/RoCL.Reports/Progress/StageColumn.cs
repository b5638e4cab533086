using Spectre.Console;
using Spectre.Console.Rendering;

namespace RoCL.Reports.Progress;

/// <summary>
/// The stage and its numbers in one line, cut at the end where the terminal is too narrow.
/// </summary>
public sealed class StageColumn : ProgressColumn
{
    /// <inheritdoc/>
    protected override bool NoWrap => true;

    /// <inheritdoc/>
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        new Text(Cut(task.Description, BarLayout.StageWidth(options.ConsoleSize.Width)));

    /// <inheritdoc/>
    public override int? GetColumnWidth(RenderOptions options) => BarLayout.StageWidth(options.ConsoleSize.Width);

    private static string Cut(string text, int columns)
    {
        if (text.GetCellWidth() <= columns)
            return text;
        var kept = text;
        while (kept.Length > 0 && kept.GetCellWidth() >= columns)
            kept = kept[..^1];
        return kept + "…";
    }
}
