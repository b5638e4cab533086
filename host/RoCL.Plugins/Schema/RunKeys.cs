using RoCL.Core.Components;
using static RoCL.Plugins.Schema.KeyTypes;

namespace RoCL.Plugins.Schema;

/// <summary>Keys of a recipe that are about what is done beside training, and after it.</summary>
internal static class RunKeys
{
    /// <summary>The keys.</summary>
    public static ImmutableArray<RecipeKey> All { get; } =
    [
        new(
            "monitors",
            Named(
                Component(
                    ComponentKind.Monitor,
                    Views,
                    Head,
                    new RecipeKey("every", Length, "1 epoch", "When it measures.")
                )
            ),
            "none",
            "What measures while training goes on.",
            "'monitors': { 'geometry': { 'use': 'embeddings', 'views': ['a', 'b'], 'every': '1 epoch' } }"
        ),
        new(
            "evaluate",
            Components(ComponentKind.Evaluation),
            "none",
            "What is measured after training.",
            "'evaluate': [{ 'use': 'linear', 'attack': { 'use': 'pgd' }, 'threats': [{ 'linf': '8/255' }] }]"
        ),
        new(
            "masking",
            Keys(
                new("images", Whole(0), "50", "On how many images signs of masked gradients are looked for."),
                new("blackBox", Component(ComponentKind.Attack), "square, 200 queries", "The black-box attack.")
            ),
            "on 50 images",
            "How evaluations look for masked gradients.",
            "'masking': { 'images': 100 }"
        ),
        new(
            "checkpoints",
            Keys(
                new("every", Length, "1 epoch", "When one is written; minutes too."),
                new("keep", Whole(1), "2", "How many of the newest are kept."),
                new("best", new KeyType.Truth(), "false", "Whether that with the lowest mean loss is kept too.")
            ),
            "every epoch, the newest two",
            "When checkpoints are written, and which are kept.",
            "'checkpoints': { 'every': '10 minutes', 'keep': 2, 'best': true }"
        ),
        new(
            "notFinite",
            Either(
                Words("fail", "skip", "back"),
                Keys(
                    new("then", Words("fail", "skip", "back"), "fail", "What happens."),
                    new("factor", Number(1e-6, 0.999999), "0.1", "Of the learning rate after going back."),
                    new("limit", Whole(1), "10 to skip, 3 to go back", "How often.")
                )
            ),
            "fail",
            "What happens after a loss or a gradient that is not finite.",
            "'notFinite': { 'then': 'back', 'factor': 0.1 }"
        ),
        new(
            "published",
            new KeyType.ListOf(
                Keys(
                    new("protocol", Words("SLF", "ALF", "AFF"), "", "linear, robust-linear or fine-tuning."),
                    new("sa", Number(0, 100), "none", "Standard accuracy in percent."),
                    new("ra", Number(0, 100), "none", "Robust accuracy: AutoAttack, L-infinity 8/255."),
                    new("ca", Number(0, 100), "none", "Corruption accuracy: the mean over CIFAR-10-C."),
                    new("on", Text, "", "The data and the network."),
                    new("source", Text, "", "Where the figures stand.")
                )
            ),
            "none",
            "What others report for this method; tables show it beside what was measured.",
            "'published': [{ 'protocol': 'SLF', 'sa': 77.9, 'ra': 26.12, 'on': 'CIFAR-10, ResNet-18', "
                + "'source': 'RobustSSL' }]"
        ),
    ];
}
