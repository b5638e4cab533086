using Spectre.Console;
using Spectre.Console.Rendering;

namespace RoCL.Reports.Tables;

/// <summary>Whether a table is readable on a terminal.</summary>
internal static class TableFit
{
    private const int Unlimited = 100_000;

    /// <summary>Whether it fits without a broken cell.</summary>
    /// <param name="console">The terminal.</param>
    /// <param name="table">The table.</param>
    public static bool Fits(IAnsiConsole console, Table table)
    {
        var options = RenderOptions.Create(console, console.Profile.Capabilities);
        return ((IRenderable)table).Measure(options, Unlimited).Max <= console.Profile.Width;
    }
}
