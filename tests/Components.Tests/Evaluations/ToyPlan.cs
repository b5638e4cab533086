using RoCL.Core.Plans;
using RoCL.Core.Reading;
using RoCL.Core.Recipes;
using RoCL.Plugins.Binding;

namespace Components.Tests.Evaluations;

/// <summary>A recipe of toys with some evaluations, on its data.</summary>
internal static class ToyPlan
{
    private static readonly PluginShelf Shelf = new();

    public static (Plan Plan, ChosenImages Images) Of(string evaluation, params string[] settings)
    {
        var list = evaluation[0] == '[' ? evaluation : $"[{Quoted(evaluation)}]";
        var document = RecipeText.Parse("toy.json", Text);
        foreach (var setting in settings.Append($"evaluate={list}"))
            document = document.Then(known => RecipeText.Set(known, setting));
        var recipe = document.Then(known => RecipeReader.Read("toy", "toy.json", known, Shelf)).ValueOrThrow();
        var bindings = new RecipeBinder(Shelf).Bind(recipe);
        var train = bindings.Data.Constant.Open(Split.Train);
        var test = bindings.Data.Constant.Open(Split.Test);
        return (Plan.Of(bindings, train).ValueOrThrow(), new(train, test));
    }

    private static string Quoted(string evaluation) => evaluation[0] == '{' ? evaluation : $"\"{evaluation}\"";

    private const string Text = """
        {
          "data": { "use": "toy-brightness" }, "encoder": "toy-thirds", "heads": { "classifier": "toy-as-it-is" },
          "views": { "a": { "augment": [] }, "b": { "augment": [] } },
          "loss": [{ "use": "mse", "views": ["a", "b"] }], "train": { "batch": 10 }, "masking": { "images": 12 }
        }
        """;
}
