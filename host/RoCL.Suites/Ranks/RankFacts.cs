using System.Text.Json.Nodes;
using RoCL.Core.Fingerprints;
using RoCL.Core.Reading;
using RoCL.Plugins.Trust;
using RoCL.Runs.Provenance;
using RoCL.Runs.Recipes;

namespace RoCL.Suites.Ranks;

/// <summary>What all ranks of a run have to have in common.</summary>
/// <param name="Recipe">The recipe without its seed, hashed.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Plugins">The plugins that the training uses, and their builds.</param>
/// <param name="Program">The program's build.</param>
/// <param name="Images">The number of training images.</param>
internal sealed record RankFacts(string Recipe, string Seed, string Plugins, string Program, string Images)
{
    private const int ShownDigits = 12;

    /// <summary>Those of a job.</summary>
    public static RankFacts Of(Job job) =>
        new(
            HashOf(Completion.Of(job.Document, job.Recipe)),
            $"{job.Recipe.Seed}",
            string.Join(", ", PluginRecord.OfTraining(job.Recipe)),
            $"{RunRecord.Here.Host}"[..ShownDigits],
            $"{job.Plan.Count}"
        );

    /// <summary>
    /// ROCL0923: a rank has other facts than rank 0; <see langword="null"/> where all have the
    /// same.
    /// </summary>
    /// <param name="all">Those of all ranks, by rank.</param>
    public static Problem? Difference(IReadOnlyList<RankFacts> all)
    {
        for (var rank = 1; rank < all.Count; rank++)
        {
            if (all[rank] == all[0])
                continue;
            var differences = ChangedFact.Text([
                new("recipe", all[0].Recipe, all[rank].Recipe),
                new("seed", all[0].Seed, all[rank].Seed),
                new("plugins", all[0].Plugins, all[rank].Plugins),
                new("program", all[0].Program, all[rank].Program),
                new("training images", all[0].Images, all[rank].Images),
            ]);
            return new(
                "ROCL0923",
                $"rank {rank} of {all.Count}",
                $"The rank would train something else than rank 0: {differences}.",
                "Start all ranks by one command, with the same files on every machine."
            );
        }

        return null;
    }

    private static string HashOf(JsonObject recipe)
    {
        var withoutSeed = recipe.DeepClone().AsObject();
        withoutSeed.Remove("seed");
        return TextHash.Of(withoutSeed.ToJsonString())[..ShownDigits];
    }
}
