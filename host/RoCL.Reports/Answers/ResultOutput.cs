using System.Text.Json;
using RoCL.Runs.Files;
using Spectre.Console;

namespace RoCL.Reports.Answers;

/// <summary>Where results go: standard output, as text or as one JSON object.</summary>
/// <param name="Console">Standard output.</param>
/// <param name="AsJson">Whether <c>--json</c> asks for an object.</param>
public sealed record ResultOutput(IAnsiConsole Console, bool AsJson = false)
{
    /// <summary>Writes a result in one of its two forms.</summary>
    /// <param name="text">Writes it for people.</param>
    /// <param name="answer">The object for programs; docs/json.md has its fields.</param>
    public void Write(Action<IAnsiConsole> text, Func<object> answer)
    {
        if (AsJson)
            Console.Profile.Out.Writer.WriteLine(JsonSerializer.Serialize(answer(), Json.Indented));
        else
            text(Console);
    }
}
