using RoCL.Reports.Comparing;

namespace RoCL.Suites.Showing;

/// <summary>What <c>rocl show</c> is asked for.</summary>
/// <param name="Runs">Folders of runs, or that of a suite; none for all in runs/.</param>
/// <param name="Html">The file of a report; none for the terminal.</param>
/// <param name="Layout">What a comparison shows, and which way round.</param>
public sealed record ShowRequest(ImmutableArray<string> Runs, string? Html, ComparisonLayout Layout)
{
    /// <summary>Whether runs are shown as they go on, until they end.</summary>
    public bool IsFollowing { get; init; }

    /// <summary>The folder for TensorBoard's event files; none where none are written.</summary>
    public string? Events { get; init; }

    /// <summary>ROCL0810: the options contradict one another; none where they do not.</summary>
    public Problem? Contradiction =>
        !IsFollowing || (!Runs.IsEmpty && Html is null && Events is null)
            ? null
            : new(
                "ROCL0810",
                "--follow",
                "Runs are followed in the terminal, and by their folders alone.",
                "Write `rocl show FOLDER --follow`, and write files afterwards by a command of its own."
            );

    /// <summary>
    /// ROCL0810: an answer for programs is one object, and nothing else is written.
    /// </summary>
    public static Problem NotWithJson { get; } =
        new(
            "ROCL0810",
            "--json",
            "The answer for programs is one object; --follow, --html and --tensorboard have no place beside it.",
            "Leave out the others, or write the files by a command of its own."
        );
}
