using RoCL.Plugins.Checking;
using Spectre.Console;

namespace RoCL.Reports.Errors;

/// <summary>What <c>rocl explain</c> shows of errors.</summary>
public static class ErrorView
{
    /// <summary>Writes errors in full: code, sentence, cause, remedy and exit code.</summary>
    /// <param name="console">Where they are written.</param>
    /// <param name="errors">The errors.</param>
    public static void Write(IAnsiConsole console, IEnumerable<ErrorEntry> errors)
    {
        foreach (var error in errors)
            Write(console, error);
    }

    /// <summary>Writes a table of all errors, by what they are about.</summary>
    /// <param name="console">Where it is written.</param>
    /// <param name="catalogue">The errors.</param>
    public static void List(IAnsiConsole console, ErrorCatalogue catalogue)
    {
        foreach (var family in catalogue.Families)
        {
            PlainColumns.Line(console, family.Title, bold: true);
            PlainColumns.Write(
                console,
                [.. family.Errors.Select(error => new[] { error.Code, error.Sentence })],
                indent: 2
            );
        }
    }

    private static void Write(IAnsiConsole console, ErrorEntry error)
    {
        PlainColumns.Line(console, $"{error.Code}: {error.Sentence}", bold: true);
        PlainColumns.Write(
            console,
            [
                ["cause", error.Cause],
                ["remedy", error.Remedy],
                ["exit code", error.Exit is { } exit ? $"{exit}" : "none: this is a warning, and the command goes on"],
            ],
            indent: 2
        );
    }
}
