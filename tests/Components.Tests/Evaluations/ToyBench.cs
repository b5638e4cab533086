using RoCL.Core;
using RoCL.Core.Evaluation;
using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Reading;
using RoCL.Plugins.Binding;
using Shared.Toys;

namespace Components.Tests.Evaluations;

/// <summary>
/// The host's own bench over toys: images with a mean brightness that says their class, and an
/// encoder that sees it.
/// </summary>
internal static class ToyBench
{
    /// <summary>
    /// A bench over 60 training and 30 test images of three classes; what an evaluation should find
    /// on it is known.
    /// </summary>
    /// <param name="host">Progress and kept parts.</param>
    /// <param name="settings">
    /// As after <c>--set</c>, such as <c>encoder=toy-convolutions</c> or
    /// <c>data.labelled=false</c>.
    /// </param>
    public static Bench New(ToyHost? host = null, params string[] settings)
    {
        var document = RecipeText.Parse("toy.json", Text);
        foreach (var setting in settings)
            document = document.Then(known => RecipeText.Set(known, setting));

        var recipe = Value(document.Then(known => RecipeReader.Read("toy", "toy.json", known, Shelf)));
        var bindings = new RecipeBinder(Shelf).Bind(recipe);
        var train = bindings.Data.Constant.Open(Split.Train);
        var test = bindings.Data.Constant.Open(Split.Test);
        var plan = Value(Plan.Of(bindings, train));
        manual_seed(1);
        return new(plan, Model.Build(plan, CPU), recipe.Evaluations[0], new(train, test), host ?? new ToyHost());
    }

    // Read once: the assemblies stay as they are.
    private static readonly PluginShelf Shelf = new();

    private const string Text = """
        {
          "data": { "use": "toy-brightness" }, "encoder": "toy-thirds", "heads": { "classifier": "toy-as-it-is" },
          "views": { "a": { "augment": [] }, "b": { "augment": [] } }, "loss": [{ "use": "mse", "views": ["a", "b"] }],
          "train": { "batch": 10 }, "evaluate": ["linear"], "masking": { "images": 12 }
        }
        """;

    private static T Value<T>(Result<T> result) =>
        result.Match(value => value, problems => throw new AssertionException(string.Join("\n", problems)));
}
