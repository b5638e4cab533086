namespace RoCL.Reports.Plots;

/// <summary>The size that a plot is drawn in; a page scales it.</summary>
/// <param name="Width">In units of a point.</param>
/// <param name="Height">In units of a point.</param>
internal sealed record PlotSize(int Width, int Height);
