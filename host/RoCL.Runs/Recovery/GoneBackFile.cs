using System.Text.Json;
using RoCL.Core;
using RoCL.Core.Training;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;

namespace RoCL.Runs.Recovery;

/// <summary>
/// <c>gone-back.json</c> of a run: when training went back, which decides the learning rate of
/// every step from then on.
/// </summary>
public static class GoneBackFile
{
    /// <summary>All of it, in its order; nothing where training never went back.</summary>
    /// <returns>
    /// ROCL0606 when the file is damaged: without it the run would go on with another learning
    /// rate.
    /// </returns>
    /// <exception cref="IOException">
    /// The file cannot be read just now; another attempt may succeed.
    /// </exception>
    public static Result<ImmutableArray<GoneBack>> Read(RunFolder run)
    {
        try
        {
            if (TextFile.ReadIfThere(run.Files, run.GoneBack) is not { } text)
                return ImmutableArray<GoneBack>.Empty;
            var history = Json.Read<ImmutableArray<GoneBack>>(text);
            var isPossible = !history.IsDefault && history.All(IsPossible);
            return isPossible ? history : Damaged(run, "it holds what no run writes");
        }
        catch (JsonException fault)
        {
            return Damaged(run, fault.Message);
        }
    }

    /// <summary>Whether a run could have gone back so.</summary>
    public static bool IsPossible(GoneBack back) => back.To >= 0 && back.To < back.At && back.Factor is > 0 and < 1;

    /// <summary>Writes all of it.</summary>
    public static void Write(RunFolder run, ImmutableArray<GoneBack> history) =>
        AtomicFile.WriteJson(run.Files, run.GoneBack, history);

    private static Problem Damaged(RunFolder run, string reason) =>
        new(
            "ROCL0606",
            run.GoneBack,
            $"The file cannot be read: {reason}. It says with which learning rate the run goes on.",
            "Restore the file from a copy, or start anew with another --out."
        );
}
