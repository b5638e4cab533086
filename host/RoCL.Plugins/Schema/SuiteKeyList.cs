using RoCL.Core.Components;
using RoCL.Core.Numbers;
using static RoCL.Plugins.Schema.KeyTypes;

namespace RoCL.Plugins.Schema;

/// <summary>Every key of a suite.</summary>
public static class SuiteKeyList
{
    private static readonly KeyType Settings = new KeyType.Settings();

    /// <summary>All keys.</summary>
    public static ImmutableArray<RecipeKey> All { get; } =
    [
        new("suite", Text, "the file's name", "What it is called.", "'suite': 'robustness'"),
        new("about", Text, "", "One line that says what it shows.", "'about': 'Methods side by side'"),
        new(
            "seeds",
            Either(Whole(1), new KeyType.ListOf(Whole(0, ExactNumber.GreatestSeed))),
            "each recipe's own",
            "How many seeds, from 1 on; or which.",
            "'seeds': 3"
        ),
        new("set", Settings, "none", "What is set in every recipe.", "'set': { 'train.epochs': 4 }"),
        new("grid", Settings, "none", "Rows for values of keys.", "'grid': { 'optimizer.lr': [0.1, 0.2] }"),
        new("slurm", Settings, "none", "What the jobs of a cluster ask for, such as partition and time."),
        new("evaluate", Components(ComponentKind.Evaluation), "each recipe's", "The evaluations of every row."),
        new(
            "rows",
            Named(
                Either(
                    Text,
                    Keys(
                        new("recipe", Either(Text, new KeyType.Recipe()), "", "The recipe, by name, file or in full."),
                        new("set", Settings, "none", "What is set in this row."),
                        new("evaluate", Components(ComponentKind.Evaluation), "the suite's", "Its evaluations.")
                    )
                )
            ),
            "",
            "The methods, by their names in tables.",
            "'rows': { 'RoCL': 'rocl', 'SimCLR': { 'recipe': 'simclr', 'set': { 'train.epochs': 100 } } }"
        ),
    ];
}
