using System.Collections.Immutable;
using RoCL.Core;
using RoCL.Core.Components;
using RoCL.Core.Evaluation;
using RoCL.Core.Models;
using RoCL.Core.Plans;
using RoCL.Core.Reading;
using RoCL.Plugins.Binding;
using RoCL.Plugins.Metadata;
using Shared.Toys;

namespace Components.Tests.Evaluations;

/// <summary>
/// The host's own bench over toys: images whose mean brightness tells their class, and an encoder
/// that sees it.
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
        var recipe = Value(
            settings
                .Aggregate(
                    RecipeText.Parse("toy.json", Text),
                    (document, setting) => document.Then(so => RecipeText.Set(so, setting))
                )
                .Then(document => RecipeReader.Read("toy", "toy.json", document, Known))
        );
        var bindings = new RecipeBinder(Known).Bind(recipe);
        var train = bindings.Data.Constant.Open(Split.Train);
        var test = bindings.Data.Constant.Open(Split.Test);
        var plan = Value(Plan.Of(bindings, train));
        manual_seed(1);
        return new(plan, Model.Build(plan, CPU), recipe.Evaluations[0], new(train, test), host ?? new ToyHost());
    }

    // Read once: the assemblies stay as they are.
    private static readonly Shelf Known = new();

    private const string Text = """
        {
          "data": { "use": "toy-brightness" }, "encoder": "toy-thirds", "heads": { "classifier": "toy-as-it-is" },
          "views": { "a": { "augment": [] }, "b": { "augment": [] } }, "loss": [{ "use": "mse", "views": ["a", "b"] }],
          "train": { "batch": 10 }, "evaluate": ["linear"], "masking": { "images": 12 }
        }
        """;

    private static T Value<T>(Result<T> result) =>
        result.Match(value => value, problems => throw new AssertionException(string.Join("\n", problems)));

    /// <summary>
    /// Every component in the assemblies that lie beside the tests, read from metadata as any
    /// plugin's are.
    /// </summary>
    private sealed class Shelf : IComponentCatalogue, IComponentTypes
    {
        private readonly ImmutableArray<(ComponentDescription Component, string File)> _all =
        [
            .. Directory
                .EnumerateFiles(AppContext.BaseDirectory, "*.dll")
                .Where(IsOurs)
                .SelectMany(path =>
                {
                    using var file = File.OpenRead(path);
                    return ComponentReader
                        .Read(file, path)
                        .Match(read => read.Components.Select(component => (component, path)), _ => []);
                }),
        ];

        public Result<ComponentDescription> Find(ComponentKind kind, string name, string where) =>
            _all.FirstOrDefault(found => found.Component.Kind == kind && found.Component.Name == name).Component
                is { } found
                ? found
                : new Problem("ROCL0202", where, $"no {kind} is called {name}.", "");

        public Type Load(ComponentDescription component) =>
            System
                .Reflection.Assembly.Load(
                    Path.GetFileNameWithoutExtension(_all.First(found => found.Component == component).File)
                )
                .GetType(component.TypeName)!;

        private static bool IsOurs(string path) =>
            Path.GetFileName(path) is var name
            && !name.StartsWith("System", StringComparison.Ordinal)
            && !name.StartsWith("Microsoft", StringComparison.Ordinal)
            && (
                name.Contains('.', StringComparison.Ordinal)
                && (
                    name.StartsWith("Components.Tests", StringComparison.Ordinal)
                    || name.StartsWith("RoCL.Core", StringComparison.Ordinal)
                    || new[]
                    {
                        "Attacks.",
                        "Augmentations.",
                        "Datasets.",
                        "Encoders.",
                        "Evaluations.",
                        "Heads.",
                        "Losses.",
                        "Measurements.",
                    }.Any(kind => name.StartsWith(kind, StringComparison.Ordinal))
                )
            );
    }
}
