namespace RoCL.Runs.Reporting;

/// <summary>Where problems and warnings go: standard error, one line each, no colours.</summary>
public sealed class ErrorOutput(TextWriter writer)
{
    private const int MostLines = 20;
    private const int MostPlaces = 20;

    /// <summary>
    /// Writes problems, a line for each: where the same is wrong in several places, these share
    /// one. Of very many, the first lines are written, and how many there are besides.
    /// </summary>
    /// <returns>The exit code of the first.</returns>
    public int Report(ImmutableArray<Problem> problems)
    {
        var alike = problems.GroupBy(problem => problem with { Where = "" }).ToList();
        var shown = alike.Count <= MostLines ? alike.Count : MostLines - 1;
        foreach (var same in alike.Take(shown))
        {
            string[] places = [.. same.Select(problem => problem.Where).Distinct()];
            WriteLine($"error {same.Key with { Where = Joined(places) }}");
        }

        if (shown < alike.Count)
            writer.WriteLine($"error and {alike.Count - shown} more problems; repair these, and the rest is shown.");
        return ExitCode.Of(problems[0]);
    }

    /// <summary>Writes one problem; its exit code.</summary>
    public int Report(Problem problem) => Report([problem]);

    /// <summary>Whether the events of a run's log are shown too.</summary>
    public bool IsVerbose { get; init; }

    /// <summary>Writes a line as it is.</summary>
    public void Say(string line) => writer.WriteLine(line);

    /// <summary>Writes what is good to know.</summary>
    public void Warn(string text) => WriteLine($"warning {text}");

    // A file's or a class's name may hold whatever a terminal obeys. A compiler's errors are lines.
    private void WriteLine(string text) =>
        writer.WriteLine(
            string.Concat(text.ReplaceLineEndings("\n").Select(letter => IsObeyed(letter) ? '?' : letter))
        );

    private static bool IsObeyed(char letter) => char.IsControl(letter) && letter is not ('\n' or '\t');

    // What they all begin with stands once.
    private static string Joined(string[] places)
    {
        var common = places.Length == 1 ? 0 : CommonLength(places);
        var others = places.Take(MostPlaces).Skip(1).Select(place => place[common..]);
        var shown = string.Join(", ", others.Prepend(places[0]));
        return places.Length <= MostPlaces ? shown : $"{shown} and {places.Length - MostPlaces} more places";
    }

    // Up to the end of a file's name, or of a component's.
    private static int CommonLength(string[] places)
    {
        var length = 0;
        while (places.All(place => length < place.Length && place[length] == places[0][length]))
            length++;
        var common = places[0].AsSpan(0, length);
        var end = Math.Max(common.LastIndexOf(": "), common.LastIndexOf(", "));
        return end < 0 ? 0 : end + 2;
    }
}
