using System.Globalization;

namespace Architecture.Tests;

/// <summary>
/// What still breaks a rule, by rule and file: it may become less, and never more. The list is to
/// be emptied; <c>ROCL_RULES_STRICT=1</c> shows all of it.
/// </summary>
/// <param name="Counts">The number of findings of a rule in a file.</param>
internal sealed record OpenFindings(IReadOnlyDictionary<(string Rule, string File), int> Counts)
{
    private const string List = "tests/Architecture.Tests/open-findings.list";

    /// <summary>Nothing is granted.</summary>
    public static OpenFindings None { get; } = new(new Dictionary<(string Rule, string File), int>());

    /// <summary>The list: a line each, <c>count|rule|file</c>.</summary>
    public static OpenFindings Read() =>
        new(
            File.ReadLines(Path.Combine(Repository.Folder, List))
                .Select(line => line.Split('|'))
                .ToDictionary(parts => (parts[1], parts[2]), parts => int.Parse(parts[0], CultureInfo.InvariantCulture))
        );

    /// <summary>How many findings a file may have.</summary>
    /// <param name="rule">The rule's name.</param>
    /// <param name="file">The file, relative to the solution's folder.</param>
    public int Granted(string rule, string file) => Counts.GetValueOrDefault((rule, file));
}
