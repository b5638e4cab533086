using System.Globalization;
using Fidelity.Tests.Reference;
using Fidelity.Tests.Rounding;
using RoCL.Augmentations.SimClr;

namespace Fidelity.Tests.Images;

/// <summary>What is left of the augmentations when their random numbers are given.</summary>
public sealed class AugmentationFidelity
{
    [GoldenFiles("augmentations")]
    public void The_deterministic_part_of_every_augmentation_agrees(string name)
    {
        var golden = Golden.Open(name);
        var results = golden.Names.Where(tensor => tensor != "images").ToList();
        Assert.That(results, Is.Not.Empty);
        using (Assert.EnterMultipleScope())
        {
            foreach (var result in results)
                Agreement.Absolute(Augmented(golden["images"], result), golden[result], 1e-5, result);
        }
    }

    // The tensor's name says what was done with which figures: contrast_0.6, hflip,
    // resized_crop_top5_left3_h20_w24.
    private static Tensor Augmented(Tensor images, string result)
    {
        var words = result.Split('_');
        Tensor Figure(string word) =>
            full([images.shape[0], 1, 1, 1], double.Parse(word, CultureInfo.InvariantCulture));
        Tensor FigureAfter(string name) =>
            Figure(words.First(word => word.StartsWith(name, StringComparison.Ordinal))[name.Length..]);
        return words[0] switch
        {
            "brightness" => Color.Brightness(images, Figure(words[1])),
            "contrast" => Color.Contrast(images, Figure(words[1])),
            "saturation" => Color.Saturation(images, Figure(words[1])),
            "hue" => Color.Hue(images, Figure(words[1])),
            "grayscale" => Color.Grayscale(images),
            "hflip" => Geometry.HorizontalFlip(images),
            "resized" => Geometry.ResizedCrop(
                images,
                FigureAfter("top"),
                FigureAfter("left"),
                FigureAfter("h"),
                FigureAfter("w")
            ),
            _ => throw new AssertionException($"'{result}' is no augmentation that these tests know"),
        };
    }
}
