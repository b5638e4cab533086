using System.Collections.Immutable;
using System.Text;
using RoCL.Core.Reading;
using RoCL.Runs.Recipes;
using RoCL.Suites.Rows;
using Shared.Fuzzing;

namespace Host.Tests.Fuzzing;

/// <summary>Suites, and the recipe of a run.</summary>
internal static class RecipeReaders
{
    private const string Suite = """
        {
          "suite": "s",
          "about": "a",
          "seeds": [1, 2],
          "set": { "optimizer.lr": 0.3 },
          "grid": { "views.a.x": [1, "2/255"] },
          "rows": {
            "A": { "recipe": "demo-rocl", "set": { "train.epochs": 2, "evaluate.0.x": 1 } },
            "B": "demo-simclr"
          }
        }
        """;

    private const string Recipe = """
        { "extends": "demo-rocl", "seed": 3, "encoder": { "use": "small-resnet" } }
        """;

    /// <summary>Both.</summary>
    public static IEnumerable<Fuzz> Of(WrittenRun run) =>
        [
            new("suite", 150, [Encoding.UTF8.GetBytes(Suite)], bytes => ReadSuite(run, bytes)),
            new("recipe of a run", 100, [Encoding.UTF8.GetBytes(Recipe)], bytes => ReadRecipe(run, bytes)),
        ];

    private static ImmutableArray<Problem> ReadSuite(WrittenRun run, byte[] bytes) =>
        RecipeText
            .Parse("s.json", Encoding.UTF8.GetString(bytes))
            .Then(document =>
                new SuiteReader("s.json", Path.Combine(run.Folder.Root, "s.json"), Variation.None).Read(document)
            )
            .Then<int>(suite => suite.Runs.Length + suite.Document.ToJsonString().Length)
            .Problems;

    private static ImmutableArray<Problem> ReadRecipe(WrittenRun run, byte[] bytes)
    {
        var path = Path.Combine(run.Folder.Root, "r.json");
        return WrittenRun.Read(path, bytes, () => RecipeFiles.Load(path, ["seed=2"]).Problems);
    }
}
