namespace RoCL.Reports.Pages;

/// <summary>A number of things, in words.</summary>
internal static class Counted
{
    /// <summary>Such as <c>1 sign</c> or <c>3 signs</c>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="thing">One of them, whose plural takes an s.</param>
    public static string Of(int count, string thing) => $"{Numbers.Whole(count)} {thing}{(count == 1 ? "" : "s")}";
}
