namespace Processes.Tests.Formatting;

/// <summary>A file that the formatter would write otherwise.</summary>
/// <param name="File">Relative to the folder that was checked.</param>
/// <param name="Line">About where; the first line of a file is 1.</param>
/// <param name="What">The formatter's words.</param>
internal sealed record UnformattedFile(string File, int Line, string What)
{
    public override string ToString() => $"{File}:{Line}: {What} Run 'dotnet csharpier format' on it.";
}
