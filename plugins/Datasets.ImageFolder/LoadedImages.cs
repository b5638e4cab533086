using System.Collections.Immutable;

namespace RoCL.Datasets.ImageFolder;

/// <summary>The images of a part, decoded.</summary>
/// <param name="Pixels">uint8 [N, C, H, W]; what a damaged image has there is not defined.</param>
/// <param name="Images">What became of each.</param>
internal sealed record LoadedImages(Tensor Pixels, ImmutableArray<LoadedImage> Images)
{
    /// <summary>Whether the pixels are in a file that is mapped into memory.</summary>
    public bool AreInFile { get; init; }

    /// <summary>The pixels of those that are not damaged, moved together in their place.</summary>
    public Tensor SoundPixels()
    {
        var sound = Sound;
        for (var i = 0; i < sound.Count; i++)
        {
            if (sound[i] == i)
                continue;
            using var place = Pixels[i];
            using var image = Pixels[sound[i]];
            place.copy_(image);
        }

        return Pixels.narrow(0, 0, sound.Count);
    }

    /// <summary>What is wrong with those that are damaged, in their order.</summary>
    public IReadOnlyList<ProblemException> Damages =>
        [.. Images.Select(image => image.Damage).OfType<ProblemException>()];

    /// <summary>The numbers of those that are not damaged, in their order.</summary>
    public IReadOnlyList<int> Sound => [.. Enumerable.Range(0, Images.Length).Where(i => Images[i].Damage is null)];

    /// <summary>How many images something was done to.</summary>
    /// <param name="trait">What.</param>
    public int Count(ImageTraits trait) => Images.Count(image => image.Damage is null && image.Traits.HasFlag(trait));
}

/// <summary>What became of an image file.</summary>
/// <param name="Key">The key of its content.</param>
/// <param name="Traits">What was done to it.</param>
/// <param name="IsNew">Whether it had to be decoded.</param>
/// <param name="Damage">Why it cannot be read; <see langword="null"/> where it can.</param>
internal readonly record struct LoadedImage(UInt128 Key, ImageTraits Traits, bool IsNew, ProblemException? Damage);
