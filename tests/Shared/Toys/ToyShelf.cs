using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using RoCL.Core;
using RoCL.Core.Binding;
using RoCL.Core.Components;
using RoCL.Core.Reading;
using RoCL.Core.Recipes;
using RoCL.Optimizers.Standard;
using RoCL.Plugins.Binding;
using RoCL.Plugins.Metadata;
using RoCL.Teachers.Standard;

namespace Shared.Toys;

/// <summary>
/// The toys of this assembly and the standard optimizers and teachers, as a catalogue: read from
/// metadata as any plugin's are.
/// </summary>
public sealed class ToyShelf : IComponentCatalogue, IComponentTypes
{
    private static readonly ImmutableArray<Assembly> Assemblies =
    [
        typeof(ToyShelf).Assembly,
        typeof(Sgd).Assembly,
        typeof(Ema).Assembly,
    ];

    // An assembly stays as it is: its metadata are read once for all shelves.
    private static readonly ConcurrentDictionary<Assembly, ImmutableArray<ComponentDescription>> Known = new();

    private readonly ImmutableArray<Assembly> _assemblies;
    private readonly ImmutableArray<ComponentDescription> _all;

    public ToyShelf()
        : this([]) { }

    /// <summary>With the components of other plugins as well.</summary>
    public ToyShelf(IEnumerable<Assembly> others)
    {
        _assemblies = [.. Assemblies, .. others];
        _all = [.. _assemblies.SelectMany(assembly => Known.GetOrAdd(assembly, ComponentsOf))];
    }

    private static ImmutableArray<ComponentDescription> ComponentsOf(Assembly assembly)
    {
        using var file = File.OpenRead(assembly.Location);
        return ComponentReader
            .Read(file, assembly.Location)
            .Match(read => read.Components, problems => throw new AssertionException(problems[0].ToString()));
    }

    public Result<ComponentDescription> Find(ComponentKind kind, string name, string where) =>
        _all.FirstOrDefault(component => component.Kind == kind && component.Name == name) is { } found
            ? found
            : new Problem(
                "ROCL0202",
                where,
                $"no {kind} is called {name}.",
                Nearest.To(name, _all.Select(component => component.Name)) ?? ""
            );

    /// <summary>The models of other runs, by the runs' folders; none where null.</summary>
    public Func<string, ITrainedModel>? Runs { get; init; }

    public ITrainedModel Open(string run) =>
        (
            Runs
            ?? throw new ProblemException(
                new("ROCL0603", run, "cannot be opened: there are no runs here.", "Give the shelf some.")
            )
        )(run);

    public Type Load(ComponentDescription component) =>
        _assemblies.Select(assembly => assembly.GetType(component.TypeName)).OfType<Type>().First();

    /// <summary>A recipe's text, read; fails the test when it cannot be.</summary>
    public static Recipe Read(string text, params string[] settings) => Read(text, "toy.json", settings);

    /// <summary>A recipe's text in a file, read; fails the test when it cannot be.</summary>
    public static Recipe Read(string text, string source, string[] settings, ToyShelf? shelf = null) =>
        TryRead(text, source, settings, shelf)
            .Match(recipe => recipe, problems => throw new AssertionException(string.Join("\n", problems)));

    /// <summary>A recipe's components, as the program binds them.</summary>
    public Bindings Bind(Recipe recipe) => new RecipeBinder(this).Bind(recipe);

    /// <summary>A recipe's text, read or refused.</summary>
    public static Result<Recipe> TryRead(string text, params string[] settings) => TryRead(text, "toy.json", settings);

    private static Result<Recipe> TryRead(string text, string source, string[] settings, ToyShelf? given = null)
    {
        var shelf = given ?? new ToyShelf();
        return settings
            .Aggregate(
                RecipeText.Parse(source, text),
                (document, setting) => document.Then(so => RecipeText.Set(so, setting))
            )
            .Then(document => RecipeReader.Read("toy", source, document, shelf));
    }

    /// <summary>Two augmented views, one of them attacked, as RoCL has them.</summary>
    public const string Rocl = """
        {
          "data": { "use": "toy-data" },
          "encoder": "toy-encoder",
          "heads": { "projector": "toy-head" },
          "views": {
            "a": { "augment": ["toy-noise"] },
            "b": { "augment": ["toy-noise"] },
            "adv": {
              "perturb": "a",
              "maximise": { "use": "toy-contrast", "views": ["adv", "b"] },
              "attack": "toy-ascent",
              "threat": { "linf": "8/255" }
            }
          },
          "loss": [
            { "use": "toy-distance", "views": ["a", "b", "adv"] },
            { "use": "toy-contrast", "views": ["adv", "b"], "weight": "1/2" }
          ],
          "train": { "epochs": 2, "batch": 16 },
          "optimizer": { "use": "sgd", "lr": 0.05 },
        }
        """;
}
