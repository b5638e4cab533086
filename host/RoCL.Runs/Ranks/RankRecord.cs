using RoCL.Core.Ranks;
using RoCL.Core.Recipes;

namespace RoCL.Runs.Ranks;

/// <summary>What the last digits of a run over ranks depend on.</summary>
/// <param name="World">How many ranks train it.</param>
/// <param name="Piece">How many numbers they add up in one call.</param>
/// <param name="BatchNorm">The images that batch-norm layers normalise over.</param>
public sealed record RankRecord(int World, int Piece, string BatchNorm)
{
    private const string First = "mpi";

    /// <summary>
    /// What connects them, as <c>--ranks</c> has it: the order of additions may differ. Records
    /// without one are of the first that there was.
    /// </summary>
    public string Kind { get; init; } = First;

    /// <summary>That of a run; <see langword="null"/> for a single rank.</summary>
    /// <param name="world">How many ranks train it.</param>
    /// <param name="recipe">The recipe.</param>
    /// <param name="kind">What connects them, as <c>--ranks</c> has it.</param>
    public static RankRecord? Of(int world, Recipe recipe, string kind = First)
    {
        var batchNorm = recipe.Ranks.BatchNorm == RankNorm.Sync ? "sync" : "local";
        return world == 1 ? null : new(world, FlatNumbers.Piece, batchNorm) { Kind = kind };
    }

    /// <summary>
    /// ROCL0926: a run goes on by another number of ranks, or connected otherwise;
    /// <see langword="null"/> where it does not.
    /// </summary>
    /// <param name="where">The run.</param>
    /// <param name="before">What the run was trained by.</param>
    /// <param name="now">What it is to go on by.</param>
    public static Problem? Change(string where, RankRecord? before, RankRecord? now)
    {
        if (before == now)
            return null;
        var option = before is null ? "leave out --ranks" : $"write --ranks {before.Kind} --world {before.World}";
        return new(
            "ROCL0926",
            where,
            $"The run was trained by {Words(before)}, and would go on by {Words(now)}: its digits would be others.",
            $"To go on, {option}; or start anew with another --out."
        );
    }

    private static string Words(RankRecord? record) =>
        record is null
            ? "one process"
            : $"{record.World} ranks ({record.Kind}, batch-norm {record.BatchNorm}, pieces of {record.Piece})";
}
