namespace RoCL.Mixing.Standard;

/// <summary>The boxes of CutMix.</summary>
/// <param name="Shares">λ, float64 [K]: 1 − λ is the part of the image in an unclipped box.</param>
/// <param name="Rows">The centres' rows, int64 [K].</param>
/// <param name="Columns">The centres' columns, int64 [K].</param>
public sealed record CutBoxes(Tensor Shares, Tensor Rows, Tensor Columns)
{
    /// <summary>Which pixels lie inside, bool [K, H, W].</summary>
    /// <param name="height">H.</param>
    /// <param name="width">W.</param>
    public Tensor Of(long height, long width)
    {
        var rows = Inside(height, Rows).unsqueeze(2);
        var columns = Inside(width, Columns).unsqueeze(1);
        return rows & columns;
    }

    // From the centre less half the box to the centre and half the box, the latter not inside.
    private Tensor Inside(long size, Tensor centres)
    {
        var half = ((1 - Shares).sqrt() * size / 2).floor().to(ScalarType.Int64).unsqueeze(1);
        var place = arange(size, ScalarType.Int64, Shares.device).unsqueeze(0);
        var centre = centres.unsqueeze(1);
        return place.ge(centre - half) & place.lt(centre + half);
    }
}
