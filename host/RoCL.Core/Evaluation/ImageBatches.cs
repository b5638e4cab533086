namespace RoCL.Core.Evaluation;

/// <summary>Images in their order, batch by batch.</summary>
internal static class ImageBatches
{
    /// <summary>All batches; the last takes what is left.</summary>
    /// <param name="images">The images.</param>
    /// <param name="batch">Images in a batch.</param>
    public static IEnumerable<Batch> Of(IImages images, int batch)
    {
        for (long from = 0; from < images.Count; from += batch)
        {
            var end = Math.Min(from + batch, images.Count);
            yield return images.Gather(arange(from, end, ScalarType.Int64));
        }
    }
}
