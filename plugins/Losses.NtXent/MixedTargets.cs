namespace RoCL.Losses.NtXent;

/// <summary>Which rows are each other's positives, where images are mixed.</summary>
internal static class MixedTargets
{
    /// <summary>
    /// The share that the images of a row have in those of another view's row, [VN, VN]; 0 within a
    /// view.
    /// </summary>
    /// <param name="input">V views of N images, one of them mixed at least.</param>
    public static Tensor Of(LossInput input)
    {
        var views = input.Outputs.Count;
        var rows = Enumerable.Range(0, views).Select(view => cat([.. RowOf(input, view)], 1));
        return cat([.. rows]);
    }

    private static IEnumerable<Tensor> RowOf(LossInput input, int view) =>
        Enumerable.Range(0, input.Outputs.Count).Select(other => Shared(input, view, other));

    private static Tensor Shared(LossInput input, int view, int other)
    {
        var outputs = input.Outputs[0];
        // Shares keep their digits where outputs have few.
        var type = outputs.dtype == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32;
        var one = eye(outputs.shape[0], dtype: type, device: outputs.device);
        if (view == other)
            return zeros_like(one);
        var mix = input.MixOf(view);
        var mixOfOther = input.MixOf(other);
        return mix is not null && mix.View == mixOfOther?.View ? one : Shares(mix, one).mm(Shares(mixOfOther, one).t());
    }

    // [N, N]: row i has the shares of all images in image i.
    private static Tensor Shares(ViewMix? mix, Tensor one)
    {
        if (mix is null)
            return one;
        var weights = mix.Weights.to(one.dtype).unsqueeze(1);
        return weights * one + (1 - weights) * one.index_select(0, mix.Partners);
    }
}
