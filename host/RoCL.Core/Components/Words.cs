using System.Text;

namespace RoCL.Core.Components;

/// <summary>
/// How recipes write the names of code: parameters begin with a small letter, enumerations' members
/// are words joined by hyphens.
/// </summary>
public static class Words
{
    /// <summary>
    /// An option's name: <c>randomStart</c> for the parameter <c>RandomStart</c>.
    /// </summary>
    /// <param name="parameter">The name of a constructor's parameter.</param>
    public static string OfOption(string parameter) =>
        parameter.Length == 0 ? "" : char.ToLowerInvariant(parameter[0]) + parameter[1..];

    /// <summary>
    /// A choice's word: <c>cross-entropy</c> for the member <c>CrossEntropy</c>,
    /// <c>dlr-targeted</c> for <c>DLRTargeted</c>.
    /// </summary>
    /// <param name="member">The name of an enumeration's member.</param>
    public static string OfMember(string member)
    {
        var word = new StringBuilder();
        for (var i = 0; i < member.Length; i++)
        {
            if (BeginsWord(member, i))
                word.Append('-');
            word.Append(char.ToLowerInvariant(member[i]));
        }
        return word.ToString();
    }

    /// <summary>A noun with its article: <c>an attack</c>, <c>a whole number</c>.</summary>
    /// <param name="noun">The noun.</param>
    public static string WithArticle(string noun) =>
        noun.Length > 0 && "aeiou".Contains(noun[0], StringComparison.OrdinalIgnoreCase) ? $"an {noun}" : $"a {noun}";

    // A capital does where the letter before it is small, or the one after it: in DLRTargeted, the
    // T.
    private static bool BeginsWord(string member, int i) =>
        i > 0
        && char.IsUpper(member[i])
        && (!char.IsUpper(member[i - 1]) || i + 1 < member.Length && char.IsLower(member[i + 1]));
}
