using System.Text.Json.Nodes;
using RoCL.Core.Components;
using RoCL.Core.LearningRates;
using RoCL.Core.Optimizers;

namespace RoCL.Core.Recipes;

/// <summary>From a JSON document to a recipe, or to all of its mistakes at once.</summary>
public static class RecipeReader
{
    /// <summary>Reads a recipe; no component's code runs, and no plugin is loaded.</summary>
    /// <param name="name">What the recipe is called.</param>
    /// <param name="where">The file that it stands in, as problems name it.</param>
    /// <param name="document">As <see cref="RecipeText"/> gives it.</param>
    /// <param name="catalogue">Which components there are.</param>
    /// <param name="types">Where their code will come from, once it is needed.</param>
    /// <returns>
    /// ROCL0104 to ROCL0123, ROCL0140 to ROCL0145, and what <paramref name="catalogue"/> finds.
    /// </returns>
    public static Result<Recipe> Read(
        string name,
        string where,
        JsonObject document,
        IComponentCatalogue catalogue,
        IComponentTypes types
    )
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        var root = new Place(document, $"{where}:", problems).Knowing(
            "extends",
            "about",
            "seed",
            "data",
            "images",
            "normalize",
            "encoder",
            "heads",
            "teachers",
            "views",
            "route",
            "loss",
            "forward",
            "train",
            "optimizer",
            "learningRate",
            "evaluate",
            "checkpoints",
            "masking",
            "notFinite"
        );
        var components = new ComponentPlaces(catalogue, types);

        var data = components.Bound<IDataset>(root["data"], ComponentKind.Dataset);
        var encoder = components.Bound<IEncoder>(root["encoder"], ComponentKind.Encoder);
        var heads = root["heads"]
            .Knowing(root["heads"].Keys)
            .Keys.Select(head => (head, bound: components.Bound<IHead>(root["heads"][head], ComponentKind.Head)))
            .ToList();
        if (heads.Any(head => head.head == Recipe.NoHead))
        {
            root["heads"]
                [Recipe.NoHead]
                .Report("ROCL0110", "is taken: it stands for no head.", "Give the head another name.");
        }

        var teachers = Teacher.Read(root["teachers"], [.. heads.Select(head => head.head)], types);
        var places = new ViewPlaces(components, [.. heads.Select(head => head.head)], [.. root["teachers"].Keys]);
        var views = places.Views(root["views"]);
        var terms = places.Terms(root["loss"], [.. root["views"].Keys, .. views.SelectMany(view => view.Results)]);
        var route = ViewPlaces.RouteOf(root["route"], views);
        var optimizer = components.Bound<IOptimizer>(Or(root["optimizer"], "sgd"), ComponentKind.Optimizer);
        var rate = components.Bound<ILearningRate>(Or(root["learningRate"], "constant"), ComponentKind.LearningRate);
        var evaluations = root["evaluate"]
            .Members.Select(at => components.Bound<IEvaluation>(at, ComponentKind.Evaluation))
            .ToList();
        var train = Train(root["train"].Knowing("epochs", "batch", "microBatch"));
        var interval = CheckpointInterval.Read(root["checkpoints"].Knowing("every", "keep", "best"));
        var normalize = Normalize(root["normalize"].Knowing("mean", "deviation"));
        var seed = (long)root["seed"].Fixed(1, 0, 1L << 53, whole: true);
        var images = ImageParts.Read(root["images"], seed);
        var masking = Masking(root["masking"].Knowing("images", "blackBox"), components);
        var notFinite = NotFinite.Read(root["notFinite"]);
        var about = root["about"].Text("");
        var forward = root["forward"].Word(Forward.Shared, ("shared", Forward.Shared), ("per-term", Forward.PerTerm));

        ComponentUse?[] still =
        [
            data?.Use,
            encoder?.Use,
            .. heads.Select(head => head.bound?.Use),
            .. evaluations.Select(evaluation => evaluation?.Use),
            masking.BlackBox?.Use,
        ];
        foreach (var (key, _) in still.OfType<ComponentUse>().SelectMany(use => use.Schedules))
        {
            problems.Add(
                new(
                    "ROCL0119",
                    $"{where}: {key}",
                    "changes while training goes on, and nothing there can.",
                    "Write one number."
                )
            );
        }

        return problems.Count > 0
            ? problems.ToImmutable()
            : new Recipe(
                name,
                where,
                about,
                seed,
                data!,
                images,
                normalize,
                encoder!,
                heads.ToImmutableSortedDictionary(head => head.head, head => head.bound!, StringComparer.Ordinal),
                teachers,
                views,
                terms,
                forward,
                train,
                optimizer!,
                rate!,
                [.. evaluations.OfType<Bound<IEvaluation>>()],
                route,
                interval,
                masking
            )
            {
                NotFinite = notFinite,
            };
    }

    private static Place Or(Place place, string use)
    {
        if (place.Node is not JsonObject given)
            return place.Empty ? place with { Node = use } : place;
        var whole = (JsonObject)given.DeepClone();
        whole.TryAdd("use", use);
        return place with { Node = whole };
    }

    private static TrainingLength Train(Place place)
    {
        var batch = (int)place["batch"].Fixed(128, 2, 1_000_000, whole: true);
        var micro = (int)place["microBatch"].Fixed(batch, 1, 1_000_000, whole: true);
        if (micro > 0 && batch % micro != 0)
        {
            place["microBatch"]
                .Report("ROCL0107", $"{micro} does not divide the batch of {batch}.", "Write a divisor of it.");
        }

        return new((int)place["epochs"].Fixed(1, 0, 1_000_000, whole: true), batch, micro);
    }

    private static Normalization Normalize(Place place)
    {
        ImmutableArray<double> mean = [.. place["mean"].Members.Select(at => at.Fixed(0, -1e3, 1e3))];
        ImmutableArray<double> deviation = [.. place["deviation"].Members.Select(at => at.Fixed(1, 1e-6, 1e3))];
        if (mean.Length != deviation.Length)
        {
            place.Report(
                "ROCL0106",
                "mean and deviation differ in length.",
                "Write one number for each channel in both."
            );
        }

        return new(mean, deviation);
    }

    /// <summary>The black-box attack where the recipe names none.</summary>
    internal static JsonObject Blind => new() { ["use"] = "square", ["queries"] = 200 };

    // Where there is a plugin that brings it.
    private static MaskingCheck Masking(Place place, ComponentPlaces components)
    {
        var images = (int)place["images"].Fixed(50, 0, 1_000_000, whole: true);
        var blind = place["blackBox"];
        if (
            blind.Empty
            && components.Catalogue.Find(ComponentKind.Attack, "square", blind.Where)
                is not Result<ComponentDescription>.Ok
        )
        {
            return new(images, null);
        }

        return new(
            images,
            components.Bound<IAttack>(blind.Empty ? blind with { Node = Blind } : blind, ComponentKind.Attack)
        );
    }
}
