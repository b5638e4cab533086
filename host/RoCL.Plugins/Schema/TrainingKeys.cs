using RoCL.Core.Components;
using static RoCL.Plugins.Schema.KeyTypes;

namespace RoCL.Plugins.Schema;

/// <summary>Keys of a recipe that are about training.</summary>
internal static class TrainingKeys
{
    private const string Groups =
        "Parameters with options of their own: match, frozen, mode, and those of the optimizer.";

    /// <summary>The keys.</summary>
    public static ImmutableArray<RecipeKey> All { get; } =
    [
        new(
            "views",
            Named(
                Keys(
                    new("augment", Components(ComponentKind.Augmentation), "", "Makes the view of the images."),
                    new("mix", Text, "", "The view whose images are mixed."),
                    new("by", Component(ComponentKind.Mixing), "", "How they are mixed."),
                    new("perturb", Texts, "", "The views whose images an attack moves."),
                    new("maximise", Component(ComponentKind.Loss, Views, Head), "", "The loss that it raises."),
                    new("attack", Component(ComponentKind.Attack), "", "The attack."),
                    new("fallBack", Component(ComponentKind.Attack), "", "Another attack, which a monitor asks for."),
                    new("threat", new KeyType.Threat(), "", "How far images may be moved."),
                    new("mode", Words("eval", "train"), "eval", "The network's mode during the attack."),
                    Route
                )
            ),
            "",
            "What is made of each image.",
            "'views': { 'a': { 'augment': ['simclr'] }, 'b': { 'augment': ['simclr'] } }"
        ),
        new(
            "loss",
            Components(
                ComponentKind.Loss,
                Views,
                Head,
                new RecipeKey("weight", Number(-1e9, 1e9), "1", "The term's factor."),
                new RecipeKey("over", Words("batch", "micro-batch"), "batch", "What the term sees at a time.")
            ),
            "",
            "The sum that training minimises.",
            "'loss': [{ 'use': 'nt-xent', 'views': ['a', 'b', 'adv'] }]"
        ),
        new(
            "forward",
            Words("shared", "per-term", "per-view"),
            "shared",
            "How the terms share passes through the networks.",
            "'forward': 'shared'"
        ),
        new(
            "train",
            Keys(
                new("epochs", Whole(0), "1", "Passes over the training images."),
                new("batch", Whole(2), "128", "Images in a step."),
                new("microBatch", Whole(1), "the batch", "Images that an attack sees at a time; a divisor of batch."),
                new("chunk", Whole(2), "the batch", "Images that pass through the networks at a time."),
                new("precision", Words("float32", "bfloat16"), "the recipe's", "Numbers of the training pass.")
            ),
            "1 epoch of batches of 128",
            "The length of training, and its batches.",
            "'train': { 'epochs': 200, 'batch': 256 }"
        ),
        new(
            "ranks",
            Keys(new RecipeKey("batchNorm", Words("sync", "local"), "sync", "Batch-norm over all ranks, or each.")),
            "batch-norm over all ranks",
            "How a run over several ranks is trained.",
            "'ranks': { 'batchNorm': 'local' }"
        ),
        new(
            "optimizer",
            Component(
                ComponentKind.Optimizer,
                new RecipeKey("groups", new KeyType.ListOf(new KeyType.Settings()), "none", Groups),
                new RecipeKey(
                    "clip",
                    Number(0, RecipeKeys.NoLimit),
                    "none",
                    "The largest norm of all gradients together."
                )
            ),
            "sgd",
            "What moves the weights.",
            "'optimizer': { 'use': 'sgd', 'lr': 0.1, 'momentum': 0.9 }"
        ),
        new(
            "learningRate",
            Component(ComponentKind.LearningRate),
            "constant",
            "The rate as a function of time.",
            "'learningRate': { 'use': 'warmup-cosine', 'warmup': 10 }"
        ),
        new("precision", Words("exact", "fast"), "exact", "fast: bfloat16 while training.", "'precision': 'fast'"),
        new(
            "attack",
            Keys(new RecipeKey("precision", Words("float32", "bfloat16"), "the recipe's", "Numbers of attacks.")),
            "",
            "How attacks of training are computed.",
            "'attack': { 'precision': 'bfloat16' }"
        ),
    ];
}
