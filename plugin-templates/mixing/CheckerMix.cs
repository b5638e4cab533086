using System.ComponentModel.DataAnnotations;

// A working mixing, to be changed into yours:
//   1. The parameters of the record are the options of recipes. Give each a default, a range and a
//      <param> line; `rocl plugins` shows them.
//   2. Mix receives images [N, C, H, W] in [0, 1] and returns as many, each with the row of the
//      image that it was mixed with, and the share of its own. Losses weigh labels by them.
//   3. Take every random value from `random`. Uniform(N, …) and the like are one for each image;
//      Shared and Permutation are the same for all.
//   4. `rocl check CheckerMix.cs` tries the laws of every mixing.

/// <summary>
/// Every second square of a chequered board comes from the partner.
/// </summary>
/// <remarks>
/// The partners are a random permutation of the batch. The weight of an image's own is the part of
/// its pixels that are its own.
/// <para>Shape: images [N, C, H, W] in [0, 1]; the result is alike.</para>
/// </remarks>
/// <param name="Square">The side of a square, in pixels.</param>
/// <example>
/// <code>
/// {
///   "views": { "b": { "augment": null, "mix": "a", "by": { "use": "checker-mix", "square": 4 } } }
/// }
/// </code>
/// </example>
[Component("checker-mix", "Every second square from another image")]
public sealed record CheckerMix([Range(1, 1024)] int Square = 4) : IMixing
{
    /// <inheritdoc/>
    public Mixed Mix(Tensor images, Rng random)
    {
        var partners = random.Permutation(images.shape[0]);
        var row = Squares(images.shape[2], images.device).unsqueeze(1);
        var column = Squares(images.shape[3], images.device).unsqueeze(0);
        var isOwn = (row + column).remainder(2).eq(0);

        var mixed = where(isOwn, images, images.index_select(0, partners));
        var share = isOwn.to(images.dtype).mean();
        return new(mixed, partners, share.expand(images.shape[0]));
    }

    // Which square each pixel of a side lies in.
    private Tensor Squares(long size, Device device) =>
        arange(size, ScalarType.Int64, device).div(Square, RoundingMode.floor);
}
