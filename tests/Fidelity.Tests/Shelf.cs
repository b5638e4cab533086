using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json.Nodes;
using RoCL.Core;
using RoCL.Core.Binding;
using RoCL.Core.Components;
using RoCL.Core.Reading;
using RoCL.Core.Recipes;
using RoCL.Plugins.Binding;
using RoCL.Plugins.Metadata;

namespace Fidelity.Tests;

/// <summary>
/// The components of these tests, of the core, and of the plugins that they are about.
/// </summary>
internal sealed class Shelf : IComponentCatalogue, IComponentTypes
{
    private static readonly ImmutableArray<Assembly> Assemblies =
    [
        typeof(Shelf).Assembly,
        typeof(Recipe).Assembly,
        typeof(RoCL.Attacks.Gradient.Pgd).Assembly,
        typeof(RoCL.Losses.NtXent.NtXent).Assembly,
        typeof(RoCL.Heads.Mlp.Mlp).Assembly,
        typeof(RoCL.Losses.Instance.Cosine).Assembly,
        typeof(RoCL.Augmentations.SimClr.SimClr).Assembly,
        typeof(RoCL.Encoders.ResNet.ResNet18).Assembly,
        typeof(RoCL.Datasets.FashionMnist.FashionMnist).Assembly,
        typeof(RoCL.Evaluations.Linear.LinearEvaluation).Assembly,
    ];

    private readonly ImmutableArray<ComponentDescription> _all =
    [
        .. Assemblies.SelectMany(assembly =>
        {
            using var file = File.OpenRead(assembly.Location);
            return ComponentReader
                .Read(file, assembly.Location)
                .Match(read => read.Components, problems => throw new AssertionException(problems[0].ToString()));
        }),
    ];

    /// <summary>The model that stands for every other run.</summary>
    public ITrainedModel? Teacher { get; init; }

    public Result<ComponentDescription> Find(ComponentKind kind, string name, string where) =>
        _all.FirstOrDefault(component => component.Kind == kind && component.Name == name) is { } found
            ? found
            : new Problem("ROCL0202", where, $"no {name}", "");

    public Type Load(ComponentDescription component) =>
        Assemblies.Select(assembly => assembly.GetType(component.TypeName)).OfType<Type>().First();

    public ITrainedModel Open(string run) => Teacher ?? throw new AssertionException($"there is no {run}");

    /// <summary>A recipe, read as the program reads it.</summary>
    public Recipe Read(string name, JsonObject document) =>
        RecipeReader
            .Read(name, name, document, this)
            .Match(read => read, problems => throw new AssertionException(string.Join("\n", problems)));

    /// <summary>A recipe's components, as the program binds them.</summary>
    public Bindings Bind(Recipe recipe) => new RecipeBinder(this).Bind(recipe);

    /// <summary>A recipe of a later method, as it lies in the sources, with settings.</summary>
    public Recipe Research(string name, params string[] settings) =>
        settings
            .Aggregate(
                RecipeText.Load(
                    $"research/{name}/{name}.json",
                    (recipe, asking) => File.ReadAllText(Place(recipe, asking))
                ),
                (document, setting) => document.Then(so => RecipeText.Set(so, setting))
            )
            .Match(
                document => Read(name, document),
                problems => throw new AssertionException(string.Join("\n", problems))
            );

    private static string Place(string recipe, string asking) =>
        Path.Combine(
            AppContext.BaseDirectory,
            recipe == asking ? recipe
                : recipe.EndsWith(".json", StringComparison.Ordinal)
                    ? Path.Combine(Path.GetDirectoryName(asking)!, recipe)
                : $"recipes/{recipe}.json"
        );
}
