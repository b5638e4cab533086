using System.ComponentModel.DataAnnotations;

namespace RoCL.Research;

/// <summary>A random crop of the padded image, mirrored half of the time.</summary>
/// <param name="Padding">The border on each side, in pixels.</param>
/// <param name="Fill">The border's pixels. Zheng et al.: 0.5.</param>
/// <example>
/// <code>
/// { "views": { "a": { "augment": [{ "use": "padded-crop", "padding": 2 }] } } }
/// </code>
/// </example>
[Component("padded-crop", "Random crop of the padded image and flip, as Zheng et al. 2020 undo it")]
public sealed record PaddedCrop([Range(0, 64)] int Padding = 4, [Range(0.0, 1.0)] double Fill = 0.5) : IAugmentation
{
    /// <inheritdoc/>
    public Tensor Apply(Tensor images, Rng random)
    {
        long[] border = [Padding, Padding, Padding, Padding];
        var padded = nn.functional.pad(images, border, value: Fill);
        return CropWindow.Draw(random, images, Padding).Of(padded);
    }
}

/// <summary>
/// Where each image of a batch was cropped, and whether it was mirrored afterwards.
/// </summary>
/// <param name="Places">
/// int64 [N, H·W]: of each pixel of the crop, its place in the padded image.
/// </param>
/// <param name="Height">H, of the crop.</param>
internal sealed record CropWindow(Tensor Places, long Height)
{
    /// <summary>Windows at random.</summary>
    /// <param name="random">For these images.</param>
    /// <param name="images">[N, C, H, W].</param>
    /// <param name="padding">The border on each side.</param>
    public static CropWindow Draw(Rng random, Tensor images, int padding)
    {
        var count = images.shape[0];
        var corners = 2 * padding + 1;
        Tensor Corner() => (random.Uniform(count) * corners).floor().to(ScalarType.Int64).clamp_max(corners - 1);
        var rows = Corner();
        var columns = Corner();
        return At(rows, columns, random.Uniform(count).lt(0.5), images, padding);
    }

    /// <summary>The middle of each padded image.</summary>
    public static CropWindow Middle(Tensor images, int padding)
    {
        var corner = full(images.shape[0], padding, ScalarType.Int64, images.device);
        return At(corner, corner, zeros_like(corner, ScalarType.Bool), images, padding);
    }

    /// <summary>Given windows.</summary>
    /// <param name="rows">The first row of each, int64 [N].</param>
    /// <param name="columns">The first column of each, int64 [N].</param>
    /// <param name="isMirrored">Bool [N].</param>
    /// <param name="images">[N, C, H, W].</param>
    /// <param name="padding">The border on each side.</param>
    public static CropWindow At(Tensor rows, Tensor columns, Tensor isMirrored, Tensor images, int padding)
    {
        var height = images.shape[2];
        var width = images.shape[3];
        var across = arange(width, ScalarType.Int64, images.device);
        var column = columns.unsqueeze(1) + where(isMirrored.unsqueeze(1), width - 1 - across, across);
        var row = rows.unsqueeze(1) + arange(height, ScalarType.Int64, images.device);
        var places = row.unsqueeze(2) * (width + 2 * padding) + column.unsqueeze(1);
        return new(places.flatten(1), height);
    }

    /// <summary>The windows' parts of padded images, [N, C, H, W].</summary>
    /// <param name="padded">[N, C, H + 2·padding, W + 2·padding].</param>
    public Tensor Of(Tensor padded) =>
        padded.flatten(2).gather(2, In(padded)).view(padded.shape[0], padded.shape[1], Height, -1);

    /// <summary>Padded images with other windows' parts.</summary>
    /// <param name="padded">[N, C, H + 2·padding, W + 2·padding].</param>
    /// <param name="part">[N, C, H, W].</param>
    public Tensor Written(Tensor padded, Tensor part) =>
        padded.flatten(2).scatter(2, In(padded), part.flatten(2)).view_as(padded);

    private Tensor In(Tensor padded) => Places.unsqueeze(1).expand(-1, padded.shape[1], -1);
}
