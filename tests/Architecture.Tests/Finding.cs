namespace Architecture.Tests;

/// <summary>A place that breaks a rule of the house, and what to do about it.</summary>
/// <param name="File">Relative to the solution's folder.</param>
/// <param name="Line">The first line of a file is 1.</param>
/// <param name="Rule">The name of the rule, a few words.</param>
/// <param name="Advice">What to write instead, an imperative sentence.</param>
internal sealed record Finding(string File, int Line, string Rule, string Advice)
{
    public override string ToString() => $"{File}:{Line}: {Rule}: {Advice}";
}
