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

namespace Fidelity.Tests.Components;

/// <summary>
/// The components of these tests, and of the plugins that they are about.
/// </summary>
internal sealed class TestCatalogue : IComponentCatalogue, IComponentTypes
{
    private static readonly ImmutableArray<Assembly> Assemblies =
    [
        typeof(TestCatalogue).Assembly,
        typeof(RoCL.Optimizers.Standard.Sgd).Assembly,
        typeof(RoCL.Teachers.Standard.Ema).Assembly,
        typeof(RoCL.Attacks.Gradient.Pgd).Assembly,
        typeof(RoCL.Attacks.AutoAttack.Apgd).Assembly,
        typeof(RoCL.Research.SquaredL2).Assembly,
        typeof(RoCL.Losses.NtXent.NtXent).Assembly,
        typeof(RoCL.Heads.Mlp.Mlp).Assembly,
        typeof(RoCL.Losses.Instance.Cosine).Assembly,
        typeof(RoCL.Losses.Supervised.Trades).Assembly,
        typeof(RoCL.Augmentations.SimClr.SimClr).Assembly,
        typeof(RoCL.Encoders.ResNet.ResNet18).Assembly,
        typeof(RoCL.Datasets.FashionMnist.FashionMnist).Assembly,
        typeof(RoCL.Evaluations.Linear.LinearEvaluation).Assembly,
    ];

    private readonly ImmutableArray<ComponentDescription> _components =
    [
        .. Assemblies.SelectMany(assembly =>
        {
            using var file = File.OpenRead(assembly.Location);
            return ComponentReader
                .Read(file, assembly.Location)
                .Match(read => read.Components, problems => throw new AssertionException(problems[0].ToString()));
        }),
    ];

    /// <summary>The model that every other run's name gives.</summary>
    public ITrainedModel? Teacher { get; init; }

    public Result<ComponentDescription> Find(ComponentKind kind, string name, string where) =>
        _components.FirstOrDefault(component => component.Kind == kind && component.Name == name) is { } found
            ? found
            : new Problem("ROCL0202", where, $"There is no {kind} '{name}'.", "");

    public Type Load(ComponentDescription component) =>
        Assemblies.Select(assembly => assembly.GetType(component.TypeName)).OfType<Type>().First();

    public ITrainedModel Open(string run) =>
        Teacher ?? throw new AssertionException($"the test names no model for the run '{run}'");

    /// <summary>A recipe, read as the program reads it.</summary>
    public Recipe Read(string name, JsonObject document) =>
        RecipeReader
            .Read(name, name, document, this)
            .Match(read => read, problems => throw new AssertionException(string.Join("\n", problems)));

    /// <summary>A recipe's components, as the program binds them.</summary>
    public Bindings Bind(Recipe recipe) => new RecipeBinder(this).Bind(recipe);

    /// <summary>A recipe of a later method, as the sources have it, with settings.</summary>
    /// <param name="name">The method's name, or folder and recipe.</param>
    /// <param name="settings">As <c>--set</c> has them.</param>
    public Recipe Research(string name, params string[] settings) =>
        Loaded(name, $"research/{(name.Contains('/') ? name : $"{name}/{name}")}.json", settings);

    /// <summary>A recipe that the program brings along, with settings.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="settings">As <c>--set</c> has them.</param>
    public Recipe Shipped(string name, params string[] settings) => Loaded(name, $"recipes/{name}.json", settings);

    private Recipe Loaded(string name, string file, string[] settings) =>
        settings
            .Aggregate(
                RecipeText.Load(file, (recipe, extending) => Written(PathOf(recipe, extending))),
                (document, setting) => document.Then(sofar => RecipeText.Set(sofar, setting))
            )
            .Match(
                document => Read(name, document),
                problems => throw new AssertionException(string.Join("\n", problems))
            );

    private static WrittenRecipe Written(string path) => new(path, File.ReadAllText(path));

    // A recipe extends another by a path beside its own, or by the name of one that the program
    // brings along.
    private static string PathOf(string recipe, string? extending)
    {
        if (extending is null)
            return Path.Combine(AppContext.BaseDirectory, recipe);
        return recipe.EndsWith(".json", StringComparison.Ordinal)
            ? Path.Combine(AppContext.BaseDirectory, Path.GetDirectoryName(extending)!, recipe)
            : Path.Combine(AppContext.BaseDirectory, $"recipes/{recipe}.json");
    }
}
