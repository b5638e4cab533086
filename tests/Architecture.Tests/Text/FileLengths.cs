using Microsoft.CodeAnalysis;

namespace Architecture.Tests.Text;

/// <summary>A file of the product has at most 160 lines, a file of tests 260.</summary>
internal static class FileLengths
{
    public static IEnumerable<Finding> In(SyntaxTree tree)
    {
        var lines = tree.GetText().ToString().TrimEnd().Split('\n').Length;
        var most = IsOfTests(tree.FilePath) ? 260 : 160;
        if (lines > most)
        {
            yield return new(
                tree.FilePath,
                1,
                "long file",
                $"Split its {lines} lines by concept; {most} are the most."
            );
        }
    }

    private static bool IsOfTests(string file) =>
        file.StartsWith("tests/", StringComparison.Ordinal) || file.EndsWith("Tests.cs", StringComparison.Ordinal);
}
