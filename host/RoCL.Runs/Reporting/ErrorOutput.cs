namespace RoCL.Runs.Reporting;

/// <summary>Where problems and warnings go: standard error, one line each, no colours.</summary>
public sealed class ErrorOutput(TextWriter writer)
{
    /// <summary>
    /// Writes problems, a line for each: where the same is wrong in several places, these share
    /// one.
    /// </summary>
    /// <returns>The exit code of the first.</returns>
    public int Report(ImmutableArray<Problem> problems)
    {
        foreach (var same in problems.GroupBy(problem => problem with { Where = "" }))
        {
            writer.WriteLine(
                $"error {same.Key with { Where = string.Join(", ", same.Select(problem => problem.Where).Distinct()) }}"
            );
        }

        return ExitCode.Of(problems[0]);
    }

    /// <summary>Writes one problem; its exit code.</summary>
    public int Report(Problem problem) => Report([problem]);

    /// <summary>Writes what is good to know.</summary>
    public void Warn(string text) => writer.WriteLine($"warning {text}");
}
