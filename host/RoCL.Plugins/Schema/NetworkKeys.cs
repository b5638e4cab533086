using RoCL.Core.Components;
using static RoCL.Plugins.Schema.KeyTypes;

namespace RoCL.Plugins.Schema;

/// <summary>Keys of a recipe that are about networks.</summary>
internal static class NetworkKeys
{
    /// <summary>The keys.</summary>
    public static ImmutableArray<RecipeKey> All { get; } =
    [
        new(
            "encoder",
            Component(ComponentKind.Encoder),
            "",
            "The network that is trained.",
            "'encoder': { 'use': 'resnet18' }"
        ),
        new(
            "heads",
            Named(
                Component(
                    ComponentKind.Head,
                    new RecipeKey("on", Text, "features", "The head that it reads."),
                    new RecipeKey("teacher", Text, "", "The teacher that has the head that it is a frozen copy of."),
                    new RecipeKey("head", Text, "", "That head.")
                )
            ),
            "none",
            "Networks between features and losses.",
            "'heads': { 'projector': { 'use': 'mlp', 'layers': [128, 128] } }"
        ),
        new(
            "init",
            Keys(
                new("from", Text, "", "A run's folder, or a safetensors file."),
                new("parts", Texts, "encoder", "The parts of the model: encoder, heads, or patterns of tensors.")
            ),
            "weights are drawn",
            "The weights that training begins with.",
            "'init': { 'from': 'runs/a', 'parts': ['encoder'] }"
        ),
        new(
            "teachers",
            Named(OfTeacher()),
            "none",
            "Second models that losses see views through.",
            "'teachers': { 'target': { 'use': 'ema', 'head': 'projector', 'momentum': 0.99 } }"
        ),
        new(
            "weights",
            Either(Text, OfTeacher()),
            "the trained ones",
            "The teacher that evaluations use in place of the trained model.",
            "'weights': 'ema'"
        ),
        new("route", Text, "the networks' own", "The route of the batch-norm that evaluations use.", "'route': 'adv'"),
    ];

    private static KeyType OfTeacher() =>
        Component(
            ComponentKind.Teacher,
            new RecipeKey("from", Text, "", "The folder of another run, for use: run."),
            new RecipeKey("head", Text, "features", "The head that losses see."),
            new RecipeKey("mode", Words("eval", "train"), "eval", "The mode in which it sees views.")
        );
}
