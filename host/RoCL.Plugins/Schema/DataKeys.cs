using RoCL.Core.Components;
using RoCL.Core.Numbers;
using static RoCL.Plugins.Schema.KeyTypes;

namespace RoCL.Plugins.Schema;

/// <summary>Keys of a recipe that are about images.</summary>
internal static class DataKeys
{
    /// <summary>The keys.</summary>
    public static ImmutableArray<RecipeKey> All { get; } =
    [
        new("extends", Text, "nothing", "The recipe that this one changes, by name or file.", "'extends': 'rocl'"),
        new("about", Text, "", "One line that says what the method is.", "'about': 'RoCL with a larger step'"),
        new("seed", Whole(0, ExactNumber.GreatestSeed), "1", "All random values follow from it.", "'seed': 7"),
        new(
            "data",
            Component(ComponentKind.Dataset),
            "",
            "The images.",
            "'data': { 'use': 'image-folder', 'folder': 'photos' }"
        ),
        new(
            "images",
            Keys(
                new("train", Whole(1), "all", "How many training images are used."),
                new("test", Whole(1), "all", "How many images are measured on."),
                new("validation", Whole(1), "none", "How many training images are held out."),
                new("classes", new KeyType.ListOf(Text, Fewest: 1), "all", "The classes that are used."),
                new(
                    "seed",
                    Whole(0, ExactNumber.GreatestSeed),
                    "the recipe's",
                    "The choice of images follows from it."
                ),
                new("measureOn", Words("test", "validation"), "test", "Which images evaluations measure on.")
            ),
            "all",
            "The part of the data that is used; each part has the same share of every class.",
            "'images': { 'train': 5000, 'test': 1000 }"
        ),
        new(
            "normalize",
            Keys(
                new("mean", new KeyType.ListOf(Number(-1000, 1000)), "0", "For each channel."),
                new("deviation", new KeyType.ListOf(Number(1e-6, 1000)), "1", "For each channel.")
            ),
            "none",
            "The first layer of the encoder; attacks work on images in [0, 1].",
            "'normalize': { 'mean': [0.5], 'deviation': [0.25] }"
        ),
    ];
}
