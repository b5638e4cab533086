using System.ComponentModel.DataAnnotations;

namespace RoCL.Research;

/// <summary>
/// Another data set, with the clusters of its training images as their labels: supervision without
/// a label.
/// </summary>
/// <remarks>
/// The clusters are those of k-means over another run's outputs for the images as they are, or over
/// the pixels. Test images keep the labels that they have; an evaluation on true classes therefore
/// names its own training images (the evaluation <c>transfer</c>).
/// <para>The same options give the same labels, and every cluster has an image.</para>
/// <para>
/// Errors: ROCL0146 more clusters than images, ROCL0147 images of other channels than the model's,
/// ROCL0110 no such head; and those of the other data set.
/// </para>
/// <para>
/// Reference: Fan et al. 2021, arXiv:2111.01124, section 4, after ClusterFit, Yan et al. 2020,
/// arXiv:1912.03330. Theirs are five clusterings of an ImageNet model's features, with 2, 10, 50,
/// 100 and 500 clusters, and a head for each.
/// </para>
/// </remarks>
/// <param name="Of">The other data set.</param>
/// <param name="Clusters">K, the number of clusters.</param>
/// <param name="From">
/// The folder of the run that describes the images. Left out, they are described by their pixels.
/// </param>
/// <param name="Head">The head of that model whose outputs count.</param>
/// <param name="Iterations">
/// The most rounds of k-means; it ends where no image changes its cluster.
/// </param>
/// <param name="Seed">Which first centres are drawn: the same seed, the same labels.</param>
/// <param name="Route">
/// The route of that model's batch-norm, <c>""</c> for its own; left out, it is the one that the
/// run's recipe names. DynACL++ takes the clean views' one.
/// </param>
/// <example>
/// <code>
/// {
///   "data": {
///     "use": "pseudo-labels",
///     "of": { "use": "image-folder", "folder": "images" },
///     "clusters": 2
///   },
///   "evaluate": [
///     {
///       "use": "transfer", "name": "true classes",
///       "data": { "use": "image-folder", "folder": "images" },
///       "by": { "use": "linear", "epochs": 2, "batch": 16 }
///     }
///   ]
/// }
/// </code>
/// </example>
[Component("pseudo-labels", "Another data set, its training images labelled by clustering; Fan et al. 2021")]
public sealed record PseudoLabels(
    IDataset Of,
    [Range(2, 1_000_000)] int Clusters = 10,
    ITrainedModel? From = null,
    [Needs("from")] string Head = ITrainedModel.Features,
    [Range(1, 1_000_000)] int Iterations = 50,
    [Range(0, int.MaxValue)] int Seed = 1,
    [Needs("from")] string? Route = null
) : IDataset
{
    private const int ImagesPerPart = 500;

    /// <inheritdoc/>
    public IImages Open(Split split)
    {
        var images = Of.Open(split);
        return split is Split.Train ? new ClusteredImages(images, ClustersOf(images), Names) : images;
    }

    private string[] Names => [.. Enumerable.Range(0, Clusters).Select(cluster => $"cluster {cluster}")];

    private Tensor ClustersOf(IImages images)
    {
        Check(images);
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var parts = (int)((images.Count + ImagesPerPart - 1) / ImagesPerPart);
        var points = cat([.. Enumerable.Range(0, parts).Select(part => Describe(images, part))]);
        var random = new Rng(new Seed(Seed).For("clusters"), images.Count);
        return KMeans.Clusters(points, Clusters, Iterations, random).DetachFromDisposeScope();
    }

    private void Check(IImages images)
    {
        if (images.Count < Clusters)
        {
            throw new ProblemException(
                new(
                    "ROCL0146",
                    "pseudo-labels",
                    $"The option 'clusters' is {Clusters}, and there are {images.Count} images.",
                    "Ask for fewer clusters, or take more images."
                )
            );
        }

        if (From is { } model && model.Shape.Channels != images.Shape.Channels)
        {
            throw new ProblemException(
                new(
                    "ROCL0147",
                    "pseudo-labels",
                    $"The model of 'from' takes images of {model.Shape}, and these are {images.Shape}.",
                    "Name a run on images of as many channels."
                )
            );
        }
    }

    private Tensor Describe(IImages images, long part)
    {
        using var scope = NewDisposeScope();
        var first = part * ImagesPerPart;
        var indices = arange(first, Math.Min(first + ImagesPerPart, images.Count));
        var some = images.Gather(indices).Images;
        return scope.MoveToOuter(From is { } model ? Described(model, some) : some.flatten(1));
    }

    private Tensor Described(ITrainedModel model, Tensor images) =>
        (Route is { } route ? model.Through(route) : model).Outputs(images, Head);

    private sealed record ClusteredImages(IImages Images, Tensor Clusters, IReadOnlyList<string> Classes) : IImages
    {
        public ImageShape Shape => Images.Shape;

        public long Count => Images.Count;

        public Tensor? Labels => Clusters;

        public IReadOnlyList<string>? Names => Images.Names;

        public DataNotes? Notes => Images.Notes;

        public Batch Gather(Tensor indices)
        {
            var batch = Images.Gather(indices);
            return batch with { Labels = Clusters.index_select(0, indices) };
        }
    }
}
