namespace RoCL.Reports.Progress;

/// <summary>How a line of progress shares out the columns of a terminal, 40 or more.</summary>
public static class BarLayout
{
    private const int NarrowestBar = 6;
    private const int WidestBar = 24;
    private const int PercentWidth = 4;
    private const int Gaps = 3;

    // The last column of a terminal is left free: a line that fills it wraps in some.
    private const int Margin = 1;

    /// <summary>The columns of the time left, such as <c>12:34:56</c>.</summary>
    public const int TimeWidth = 8;

    /// <summary>The columns of the bar.</summary>
    /// <param name="terminal">The columns of the terminal.</param>
    public static int BarWidth(int terminal) => Math.Clamp(NarrowestBar + (terminal - 40) / 4, NarrowestBar, WidestBar);

    /// <summary>The columns of the stage's name and numbers: what remains.</summary>
    /// <param name="terminal">The columns of the terminal.</param>
    public static int StageWidth(int terminal) =>
        Math.Max(1, terminal - BarWidth(terminal) - PercentWidth - TimeWidth - Gaps - Margin);
}
