namespace Architecture.Tests;

/// <summary>A file that is looked at as text.</summary>
/// <param name="File">Relative to the solution's folder.</param>
/// <param name="Text">All of it.</param>
internal sealed record Document(string File, string Text)
{
    /// <summary>The lines in order, without their ends.</summary>
    public string[] Lines => Text.ReplaceLineEndings("\n").Split('\n');
}
