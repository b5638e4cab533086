namespace Tables;

/// <summary>
/// A curve of a page, as docs/tables/curves.json describes it: an accuracy over what was varied.
/// </summary>
/// <param name="Name">Its name, by which the page marks its place.</param>
/// <param name="Page">The page, from the repository's root.</param>
/// <param name="Runs">The file of docs/tables that its figures come from.</param>
/// <param name="Axis">What was varied, such as epochs.</param>
/// <param name="Condition">The condition whose accuracy is shown.</param>
/// <param name="Methods">The names of its columns.</param>
/// <param name="Points">From the smallest on.</param>
/// <param name="FarAt">
/// Where the fitted line is read beyond the points; <see langword="null"/> where nothing is fitted.
/// </param>
internal sealed record PageCurve(
    string Name,
    string Page,
    string Runs,
    string Axis,
    string Condition,
    ImmutableArray<string> Methods,
    ImmutableArray<CurvePoint> Points,
    double? FarAt = null
);

/// <summary>A point of a curve.</summary>
/// <param name="At">What was varied, above 0.</param>
/// <param name="Rows">The suite's row of each method.</param>
internal sealed record CurvePoint(double At, ImmutableArray<string> Rows);
