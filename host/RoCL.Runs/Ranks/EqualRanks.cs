using RoCL.Core.Models;
using RoCL.Core.Ranks;

namespace RoCL.Runs.Ranks;

/// <summary>Whether all ranks have the same model, which nothing they do may change.</summary>
public static class EqualRanks
{
    /// <summary>
    /// Fails where the parameters and statistics of two ranks are not the same to the bit.
    /// </summary>
    /// <param name="ranks">The ranks.</param>
    /// <param name="model">The model of this one.</param>
    /// <param name="step">The step after which it is asked.</param>
    /// <exception cref="ProblemException">ROCL0927.</exception>
    public static void Require(ICollective ranks, Model model, long step)
    {
        if (ranks.World == 1)
            return;
        var hashes = GatheredText.Of(ranks, Weights.HashOf(model));
        if (hashes.Distinct().Count() == 1)
            return;
        var other = hashes.Select((hash, rank) => (hash, rank)).First(each => each.hash != hashes[0]).rank;
        throw new ProblemException(
            new(
                "ROCL0927",
                $"rank {other}, after step {step}",
                "The weights of the rank are no longer those of rank 0, and no checkpoint was written of them.",
                "Look for a network that keeps numbers of its own images, or that passes by its batch-norm layers' "
                    + "call; go on with the run's folder."
            )
        );
    }
}
