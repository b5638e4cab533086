namespace RoCL.Core.Evaluation;

/// <summary>Names of conditions and of parts of an evaluation.</summary>
internal static class Names
{
    /// <summary>The condition in which nothing is changed, as protocols call it.</summary>
    public const string Clean = "clean";

    /// <summary>Two names with a space between them; one where the other is empty.</summary>
    /// <param name="first">The first name.</param>
    /// <param name="second">The second name.</param>
    public static string Joined(string first, string second)
    {
        if (first.Length == 0)
            return second;
        return second.Length == 0 ? first : $"{first} {second}";
    }
}
