using RoCL.Core.Components;
using RoCL.Core.Recipes;

namespace RoCL.Core.Plans;

/// <summary>What keeps a plan from being trained by several ranks.</summary>
/// <param name="plan">The recipe on its data.</param>
/// <param name="world">How many ranks there are.</param>
public sealed class RankProblems(Plan plan, int world)
{
    private const string CannotCode = "ROCL0921";

    private Recipe Recipe => plan.Recipe;

    private TrainingLength Train => plan.Recipe.Train;

    /// <summary>
    /// ROCL0920 the number of ranks does not divide the batch, ROCL0921 a part of the recipe is not
    /// possible over ranks, ROCL0922 micro-batches that do not fit; none for a single rank.
    /// </summary>
    public ImmutableArray<Problem> All()
    {
        if (world == 1)
            return [];
        if (Train.Batch % world != 0)
            return [OfBatch()];
        return [.. OfMicroBatch(), .. OfViews(), .. OfRest()];
    }

    private Problem OfBatch() =>
        new(
            "ROCL0920",
            $"{Recipe.Source}: train.batch",
            $"The batch of {Train.Batch} images does not fall into {world} equal parts, one for each rank.",
            $"Write a batch that {world} divides, or start another number of ranks."
        );

    private IEnumerable<Problem> OfMicroBatch()
    {
        var share = Train.Batch / world;
        if (share % Train.MicroBatch == 0 || Train.MicroBatch % share == 0)
            yield break;
        yield return new(
            "ROCL0922",
            $"{Recipe.Source}: train.microBatch",
            $"Micro-batches of {Train.MicroBatch} images do not fit to the {share} images of each rank.",
            $"Write a divisor or a multiple of {share}."
        );
    }

    private IEnumerable<Problem> OfViews()
    {
        foreach (var view in Recipe.Views.OfType<View.Perturbed>())
        {
            var where = $"{Recipe.Source}: views.{view.Name}";
            if (view.Mode == Mode.Train && Recipe.Ranks.BatchNorm == RankNorm.Sync)
            {
                yield return Cannot(
                    where,
                    "An attack in training mode cannot use batch-norm that is synchronised over ranks.",
                    "Attack in eval mode, or write \"ranks\": { \"batchNorm\": \"local\" }."
                );
            }

            if (view.Attacks.Any(KeepsState))
            {
                yield return Cannot(
                    where,
                    "An attack that carries a state from step to step cannot be made by several ranks.",
                    "Take an attack without a state, or train in one process."
                );
            }

            if (view.FallBack is not null)
            {
                yield return Cannot(
                    where,
                    "A view that falls back to another attack cannot be made by several ranks.",
                    "Leave out its fallBack, or train in one process."
                );
            }
        }
    }

    private IEnumerable<Problem> OfRest()
    {
        if (Recipe.NotFinite is NotFinite.Back)
        {
            yield return Cannot(
                $"{Recipe.Source}: notFinite",
                "A training by several ranks cannot go back by itself.",
                "Write \"skip\" or \"fail\"."
            );
        }

        if (Train.Chunk < Train.Batch / world && Recipe.Ranks.BatchNorm == RankNorm.Sync)
        {
            yield return Cannot(
                $"{Recipe.Source}: train.chunk",
                "Images that pass in chunks cannot use batch-norm that is synchronised over ranks.",
                "Leave out train.chunk, or write \"ranks\": { \"batchNorm\": \"local\" }."
            );
        }
    }

    private static bool KeepsState(ComponentUse attack) => attack.Component.KeepsState;

    private static Problem Cannot(string where, string what, string remedy) => new(CannotCode, where, what, remedy);
}
