namespace RoCL.Reports.Comparing;

/// <summary>How runs are shown side by side.</summary>
/// <param name="HasAll">Whether keys and plugins that are the same are shown, too.</param>
/// <param name="IsTransposed">Whether rows and columns change places.</param>
public sealed record ComparisonLayout(bool HasAll, bool IsTransposed)
{
    /// <summary>Only what differs, with a column for each method.</summary>
    public static ComparisonLayout Usual { get; } = new(HasAll: false, IsTransposed: false);
}
