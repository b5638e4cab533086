namespace RoCL.Augmentations.SimClr;

/// <summary>
/// A box of each image of a batch; every value is [N, 1, 1, 1], float32 holding whole numbers.
/// </summary>
/// <param name="Top">Rows above the box.</param>
/// <param name="Left">Columns on its left.</param>
/// <param name="Height">Its rows, from 1 to H - top.</param>
/// <param name="Width">Its columns, from 1 to W - left.</param>
internal sealed record Boxes(Tensor Top, Tensor Left, Tensor Height, Tensor Width);
