namespace RoCL.Augmentations.SimClr;

/// <summary>
/// Changes of place by given amounts, as torchvision defines them. Pure; whole batches, each image
/// by amounts of its own.
/// </summary>
public static class Geometry
{
    /// <summary>The images mirrored, left to right.</summary>
    /// <param name="images">[N, C, H, W].</param>
    public static Tensor HorizontalFlip(Tensor images) => images.flip(3);

    /// <summary>A box of each image, enlarged to the size of the whole: bilinear.</summary>
    /// <remarks>
    /// Row i of the result is a weighted mean of the box's rows j, with the triangle
    /// <c>max(0, 1 − |j + ½ − top − s (i + ½)|)</c> as weights, s being the box's height over the
    /// image's; columns alike. Both are matrices, one an image, so a batch is two batched products.
    /// Pixels outside the box do not count. A box is never reduced, so there is nothing for
    /// antialiasing to do: the result is torchvision's and Pillow's with and without it.
    /// </remarks>
    /// <param name="images">[N, C, H, W].</param>
    /// <param name="top">
    /// Rows above the box, one value an image, as all four; [N, 1, 1, 1], float32 holding whole
    /// numbers.
    /// </param>
    /// <param name="left">Columns on its left.</param>
    /// <param name="height">Its rows, from 1 to H - top.</param>
    /// <param name="width">Its columns, from 1 to W - left.</param>
    /// <returns>
    /// [N, C, H, W], each value between the smallest and the largest of its box, up to rounding.
    /// </returns>
    public static Tensor ResizedCrop(Tensor images, Tensor top, Tensor left, Tensor height, Tensor width)
    {
        using var scope = NewDisposeScope();
        var n = images.shape[0];
        var c = images.shape[1];
        var h = images.shape[2];
        var w = images.shape[3];
        var columns = Weights(left, width, w).transpose(1, 2);
        var rows = Weights(top, height, h).unsqueeze(1).expand(n, c, h, h).reshape(n * c, h, h);
        var narrowed = images.reshape(n, c * h, w).bmm(columns).view(n * c, h, w);
        return rows.bmm(narrowed).view(n, c, h, w).MoveToOuterDisposeScope();
    }

    // [N, size, size]: how much each of the image's places, along the last dimension, counts for
    // each place of the result.
    private static Tensor Weights(Tensor start, Tensor length, long size)
    {
        var begin = start.view(-1, 1, 1);
        var box = length.view(-1, 1, 1);
        var place = arange(size, dtype: ScalarType.Float32, device: start.device) + 0.5;
        var source = place.view(1, 1, -1) - begin;
        var centre = box / size * place.view(1, -1, 1);

        // Twice the distance to the box's nearest end: 1 or more in the box, below 0 outside, where
        // it cuts the triangle off.
        var inBox = 2 * source.minimum(box - source);
        var triangle = (1 - (source - centre).abs_()).minimum(inBox).clamp_min_(0);
        return triangle / triangle.sum(2, keepdim: true);
    }
}
