using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace RoCL.Reports.Progress;

/// <summary>
/// How long the rest of a stage takes, from the parts that this process has finished.
/// </summary>
public sealed class TimeLeftColumn : ProgressColumn
{
    private const string Unknown = "-:--:--";

    /// <summary>The time; none where it is not known.</summary>
    public TimeSpan? Time { get; set; }

    /// <inheritdoc/>
    protected override bool NoWrap => true;

    /// <inheritdoc/>
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
    {
        var left = task.Value >= task.MaxValue ? TimeSpan.Zero : Time;
        return new Text(left is { } time ? Written(time) : Unknown);
    }

    /// <inheritdoc/>
    public override int? GetColumnWidth(RenderOptions options) => BarLayout.TimeWidth;

    private static string Written(TimeSpan time) =>
        time.TotalHours < 100
            ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{time.TotalDays:0} days");
}
