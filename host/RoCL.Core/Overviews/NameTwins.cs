using System.Globalization;
using System.Text;

namespace RoCL.Core.Overviews;

/// <summary>
/// Names that look alike and are two: an accented letter can be one character or a letter and a
/// mark (Unicode's forms C and D), and some disks and archives change one into the other.
/// </summary>
internal static class NameTwins
{
    private const char Accented = '\uFFFD';

    /// <summary>Pairs of names that differ in how accents are written.</summary>
    /// <param name="names">The names.</param>
    public static IReadOnlyList<(string Composed, string Decomposed)> In(IEnumerable<string> names)
    {
        var unusual = names.Where(name => !Ascii.IsValid(name)).Distinct().Order(StringComparer.Ordinal).ToList();
        var composed = unusual
            .Where(name => !name.Any(IsMark))
            .GroupBy(Skeleton)
            .ToDictionary(group => group.Key, group => group.First());
        return
        [
            .. unusual
                .Where(name => name.Any(IsMark))
                .Select(name => (composed.GetValueOrDefault(Skeleton(name), ""), name))
                .Where(pair => pair.Item1.Length > 0),
        ];
    }

    // The program runs without tables of languages, and Normalize() then changes nothing. So every
    // accented letter, in either form, becomes the same character.
    private static string Skeleton(string name)
    {
        var skeleton = new StringBuilder();
        foreach (var character in name)
        {
            if (!IsMark(character))
                skeleton.Append(char.IsAscii(character) ? character : Accented);
            else if (skeleton.Length > 0)
                skeleton[^1] = Accented;
        }
        return skeleton.ToString();
    }

    private static bool IsMark(char character) =>
        CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark;
}
