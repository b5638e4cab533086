using RoCL.Core.Recipes;

namespace RoCL.Core.Reading;

/// <summary>Reads how long a recipe trains, and in what portions.</summary>
internal static class TrainingLengthReading
{
    /// <summary>
    /// Epochs, batch and micro-batch. ROCL0128 a micro-batch that does not divide the batch.
    /// </summary>
    /// <param name="node">The place, <c>{ "epochs": 100, "batch": 256 }</c>.</param>
    public static TrainingLength Train(RecipeNode node)
    {
        node.AllowKeys("epochs", "batch", "microBatch", "chunk", "precision");
        var batch = node["batch"].WholeNumber(128, 2, 1_000_000);
        // One that is not written is the batch, whatever that is.
        var microBatch = node["microBatch"].IsEmpty ? batch : node["microBatch"].WholeNumber(batch, 1, 1_000_000);
        if (microBatch > 0 && batch % microBatch != 0)
        {
            node["microBatch"]
                .Report(
                    "ROCL0128",
                    $"A micro-batch of {microBatch} does not divide the batch of {batch}.",
                    "Write a divisor of it."
                );
        }

        return new(node["epochs"].WholeNumber(1, 0, 1_000_000), batch, microBatch) { Chunk = Chunk(node, batch) };
    }

    // Batch-norm in train mode needs two images.
    private static int Chunk(RecipeNode node, int batch)
    {
        if (node["chunk"].IsEmpty)
            return batch;
        var chunk = node["chunk"].WholeNumber(batch, 2, 1_000_000);
        if (batch % chunk != 0)
        {
            node["chunk"]
                .Report(
                    "ROCL0128",
                    $"A chunk of {chunk} does not divide the batch of {batch}.",
                    "Write a divisor of it."
                );
        }

        return chunk;
    }
}
