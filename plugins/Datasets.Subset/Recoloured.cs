using System.ComponentModel.DataAnnotations;

namespace RoCL.Datasets.Parts;

/// <summary>
/// Another data set's images in gray, or gray images as coloured ones, so that an encoder trained
/// on one data set fits the images of another.
/// </summary>
/// <remarks>
/// Gray is 0.299 red + 0.587 green + 0.114 blue (luma, ITU-R BT.601); a gray image in colour has it
/// three times. Images that are as wanted stay as they are.
/// <para>
/// Errors: ROCL0469 images, or a wanted number of channels, that are neither gray nor in colour;
/// and those of the other data set.
/// </para>
/// </remarks>
/// <param name="Of">The other data set, whose images have 1 channel or 3.</param>
/// <param name="Channels">1 for gray images, 3 for coloured ones.</param>
/// <example>
/// <code>
/// {
///   "data": { "use": "recoloured", "of": { "use": "fashion-mnist" }, "channels": 3 }
/// }
/// </code>
/// </example>
[Component("recoloured", "Another data set's images in gray, or gray images as coloured ones")]
public sealed record Recoloured(IDataset Of, [Range(1, 3)] int Channels) : IDataset
{
    /// <inheritdoc/>
    public IImages Open(Split split)
    {
        if (Channels == 2)
            throw NoColours("channels", "There are no colours of 2 channels.", "Write 1 for gray, 3 for colour.");
        var images = Of.Open(split);
        if (images.Shape.Channels == Channels)
            return images;
        return images.Shape.Channels is 1 or 3 ? new RecolouredImages(images, Channels) : throw OfOthers(images.Shape);
    }

    private static ProblemException OfOthers(ImageShape shape) =>
        NoColours("of", $"Its images are {shape}: neither gray nor in colour.", "Name a data set of 1 channel or 3.");

    private static ProblemException NoColours(string key, string what, string remedy) =>
        new(new("ROCL0469", key, what, remedy));
}
