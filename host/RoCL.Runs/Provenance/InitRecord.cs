using RoCL.Core.Binding;
using RoCL.Runs.Folders;

namespace RoCL.Runs.Provenance;

/// <summary>The weights that a run began with, as <c>environment.json</c> has them.</summary>
/// <param name="From">The run or file, as the recipe names it.</param>
/// <param name="Sha256">The hash of what it offered.</param>
/// <param name="Parts">The parts of the model that began with them.</param>
public sealed record InitRecord(string From, string Sha256, ImmutableArray<string> Parts)
{
    /// <summary>The record of the weights that a run is about to begin with.</summary>
    /// <param name="run">The run.</param>
    /// <param name="init">The weights.</param>
    /// <exception cref="ProblemException">
    /// As <see cref="BoundInit.Open"/> and <see cref="RequireUnchanged"/>.
    /// </exception>
    public static InitRecord Of(RunFolder run, BoundInit init)
    {
        using var saved = init.Open();
        RequireUnchanged(run, init, saved.Sha256);
        return new(init.Init.From.Run, saved.Sha256, [.. init.Init.Parts]);
    }

    /// <summary>
    /// The weights that a run has begun with; <see langword="null"/> where it began with none.
    /// </summary>
    /// <param name="run">The run.</param>
    public static InitRecord? In(RunFolder run) =>
        RunRecord.In(run).Match(records => records.LastOrDefault(record => record.Init is not null)?.Init, _ => null);

    /// <summary>
    /// A run that has no checkpoint begins again: with the weights that it began with before.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="init">The weights.</param>
    /// <param name="sha256">Their hash.</param>
    /// <exception cref="ProblemException">ROCL0167: they have another hash than then.</exception>
    public static void RequireUnchanged(RunFolder run, BoundInit init, string sha256)
    {
        if (In(run) is { } recorded && recorded.Sha256 != sha256)
            throw new ProblemException(Changed(init, recorded.Sha256, sha256));
    }

    private static Problem Changed(BoundInit init, string was, string now) =>
        new(
            "ROCL0167",
            $"{init.Init.From.Where}: {init.Init.From.Run}",
            $"The weights are no longer those that the run began with: {was[..8]} -> {now[..8]}.",
            "Restore them, or start anew with another --out."
        );
}
