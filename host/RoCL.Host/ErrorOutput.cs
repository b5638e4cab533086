namespace RoCL.Host;

/// <summary>Where problems and warnings go: standard error, one line each, no colours.</summary>
internal sealed class ErrorOutput(TextWriter writer)
{
    /// <summary>Writes problems; the exit code of the first.</summary>
    public int Report(ImmutableArray<Problem> problems)
    {
        foreach (var problem in problems) writer.WriteLine($"error {problem}");
        return ExitCode.Of(problems[0]);
    }

    /// <summary>Writes one problem; its exit code.</summary>
    public int Report(Problem problem) => Report([problem]);

    /// <summary>Writes what is good to know.</summary>
    public void Warn(string text) => writer.WriteLine($"warning {text}");
}
