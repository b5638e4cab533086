namespace Components.Tests.Datasets;

/// <summary>What a data set says when it will not open.</summary>
internal static class Refusal
{
    /// <summary>The problem; anything but a problem fails the test.</summary>
    public static Problem Of(IDataset data, Split split = Split.Train) =>
        Assert.Throws<ProblemException>(() => data.Open(split))!.Problem;

    /// <summary>
    /// The images' bytes, or null when the data set is refused; anything but a problem fails the
    /// test.
    /// </summary>
    public static byte[]? OrPixels(IDataset data, Split split = Split.Train)
    {
        using var scope = NewDisposeScope();
        try
        {
            return ((PixelImages)data.Open(split)).Pixels.bytes.ToArray();
        }
        catch (ProblemException)
        {
            return null;
        }
    }
}
