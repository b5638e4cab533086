using RoCL.Contracts.Testing;
using RoCL.Core.Components;
using RoCL.Plugins.Catalogue;
using Spectre.Console;

namespace RoCL.Plugins.Checking;

/// <summary>
/// What <c>rocl check</c> shows: a line for each law, and the smallest case below one that is
/// broken.
/// </summary>
public static class CheckView
{
    /// <summary>The component whose laws follow.</summary>
    public static void Component(IAnsiConsole console, ComponentDescription component) =>
        PlainColumns.Line(
            console,
            $"{component.QualifiedName} {component.Plugin.Release}: {Missing.Noun(component.Kind)}",
            bold: true
        );

    /// <summary>A component that no law was tried on.</summary>
    public static void NotChecked(IAnsiConsole console, string why) =>
        PlainColumns.Line(console, $"  not checked: {why}.");

    /// <summary>One law, as it was found.</summary>
    public static void Law(IAnsiConsole console, string sentence, Verdict verdict)
    {
        PlainColumns.Line(
            console,
            verdict switch
            {
                Verdict.Holds { Cases: 0 } => $"  holds   {sentence} (every case refused)",
                Verdict.Holds { Cases: var cases } =>
                    $"  holds   {sentence} ({cases} {(cases == 1 ? "case" : "cases")})",
                _ => $"  BROKEN  {sentence}",
            },
            bold: verdict is Verdict.Broken
        );
        if (verdict is Verdict.Broken broken)
            PlainColumns.Line(console, $"          {broken.Case}: {broken.Observation}");
    }

    /// <summary>A step that failed in a run, and fails again.</summary>
    public static void Fails(IAnsiConsole console, string how) =>
        PlainColumns.Line(console, $"  FAILS   {how}", bold: true);

    /// <summary>What was found sound besides plugins.</summary>
    public static void Sound(IAnsiConsole console, string what) => PlainColumns.Line(console, $"  sound   {what}");

    /// <summary>What is not as it should be, and was said before.</summary>
    public static void Known(IAnsiConsole console, string what) => PlainColumns.Line(console, $"  known   {what}");
}
