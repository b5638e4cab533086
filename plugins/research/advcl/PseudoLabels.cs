using System.ComponentModel.DataAnnotations;

namespace RoCL.Research;

/// <summary>
/// Another data set whose training images are labelled by the clusters that they fall into:
/// supervision without a label.
/// </summary>
/// <remarks>
/// k-means over what another run's model says of the images as they are, or over their pixels. Test
/// images keep the labels that they have, so that an evaluation on true classes names its own
/// training images (the evaluation <c>transfer</c>).
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
/// <param name="Clusters">How many.</param>
/// <param name="From">
/// The run whose model describes the images: its folder. Left out, pixels do.
/// </param>
/// <param name="Head">The head of that model whose outputs count.</param>
/// <param name="Iterations">
/// The most rounds of k-means; it ends where no image changes its cluster.
/// </param>
/// <param name="Seed">What the first centres follow from.</param>
[Component("pseudo-labels", "Another data set, its training images labelled by clustering; Fan et al. 2021")]
public sealed record PseudoLabels(
    IDataset Of,
    [Range(2, 1_000_000)] int Clusters = 10,
    ITrainedModel? From = null,
    string Head = ITrainedModel.Features,
    [Range(1, 1_000_000)] int Iterations = 50,
    [Range(0, int.MaxValue)] int Seed = 1
) : IDataset
{
    private const int AtATime = 500;

    /// <inheritdoc/>
    public IImages Open(Split split)
    {
        var images = Of.Open(split);
        return split is Split.Train ? new Labelled(images, Labels(images), [.. Names]) : images;
    }

    private IEnumerable<string> Names => Enumerable.Range(0, Clusters).Select(cluster => $"cluster {cluster}");

    private Tensor Labels(IImages images)
    {
        if (images.Count < Clusters)
        {
            throw new ProblemException(
                new(
                    "ROCL0146",
                    "pseudo-labels",
                    $"{Clusters} clusters are wanted of {images.Count} images.",
                    "Ask for fewer."
                )
            );
        }

        if (From is { } model && model.Shape.Channels != images.Shape.Channels)
        {
            throw new ProblemException(
                new(
                    "ROCL0147",
                    "pseudo-labels",
                    $"the model is of {model.Shape} images, and these are {images.Shape}.",
                    "Name a run on images of as many channels."
                )
            );
        }

        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var parts = (int)((images.Count + AtATime - 1) / AtATime);
        var points = cat([.. Enumerable.Range(0, parts).Select(part => Described(images, part))]);
        return KMeans
            .Clusters(points, Clusters, Iterations, new Rng(new Seed(Seed).For("clusters"), images.Count))
            .DetachFromDisposeScope();
    }

    private Tensor Described(IImages images, long part)
    {
        using var scope = NewDisposeScope();
        var some = images.Gather(arange(part * AtATime, Math.Min((part + 1) * AtATime, images.Count))).Images;
        return scope.MoveToOuter(From is { } model ? model.Outputs(some, Head) : some.flatten(1));
    }

    private sealed record Labelled(IImages Images, Tensor Clusters, IReadOnlyList<string> Classes) : IImages
    {
        public ImageShape Shape => Images.Shape;

        public long Count => Images.Count;

        public Tensor? Labels => Clusters;

        public Batch Gather(Tensor indices) =>
            Images.Gather(indices) with
            {
                Labels = Clusters.index_select(0, indices),
            };
    }
}
