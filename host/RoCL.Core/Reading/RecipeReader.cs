using System.Text.Json.Nodes;
using RoCL.Core.Components;
using RoCL.Core.Numbers;
using RoCL.Core.Recipes;

namespace RoCL.Core.Reading;

/// <summary>From a JSON document to a recipe, or to all of its mistakes at once.</summary>
public static class RecipeReader
{
    private static readonly ImmutableArray<string> Keys =
    [
        "extends",
        "about",
        "seed",
        "data",
        "images",
        "normalize",
        "encoder",
        "heads",
        "init",
        "teachers",
        "views",
        "route",
        "weights",
        "loss",
        "forward",
        "precision",
        "attack",
        "train",
        "ranks",
        "optimizer",
        "learningRate",
        "monitors",
        "evaluate",
        "checkpoints",
        "masking",
        "notFinite",
        PublishedReading.Key,
    ];

    /// <summary>Reads a recipe; no component's code runs, and no plugin is loaded.</summary>
    /// <param name="name">The recipe's name.</param>
    /// <param name="where">The file that it stands in, as messages name it.</param>
    /// <param name="document">The recipe as <see cref="RecipeText"/> gives it.</param>
    /// <param name="catalogue">The components that it can name.</param>
    /// <returns>
    /// ROCL0104 to ROCL0123, ROCL0140 to ROCL0145, ROCL0180 to ROCL0182, and what
    /// <paramref name="catalogue"/> finds.
    /// </returns>
    public static Result<Recipe> Read(string name, string where, JsonObject document, IComponentCatalogue catalogue)
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        var root = new RecipeNode(document, $"{where}:", problems);
        root.AllowKeys(Keys);
        var components = new ComponentReading(catalogue);

        var data = components.Use(root["data"], ComponentKind.Dataset);
        var encoder = components.Use(root["encoder"], ComponentKind.Encoder);
        var heads = new HeadReading(components).Heads(root["heads"]);
        ImmutableArray<string> headNames = [.. root["heads"].Keys];
        var init = InitReading.Init(root["init"]);
        var headSources = HeadReading.Sources(root["heads"], [.. root["teachers"].Keys]);
        var teacherReading = new TeacherReading(components, headNames);
        var teachers = teacherReading.Teachers(root["teachers"]);
        var weights = teacherReading.Weights(root["weights"], teachers);
        var references = new ReferenceReading(headNames, [.. root["teachers"].Keys]);
        var views = new ViewReading(components, references).Views(root["views"]);
        ImmutableArray<string> viewNames = [.. root["views"].Keys, .. views.SelectMany(view => view.Results)];
        var terms = new TermReading(components, references).Terms(root["loss"], viewNames);
        var route = RouteReading.EvaluationRoute(root["route"], views);
        var optimizer = components.UseOr(root["optimizer"], ComponentKind.Optimizer, "sgd", OptimizerReading.Keys);
        var groups = OptimizerReading.Groups(root["optimizer"], optimizer, components);
        var clip = OptimizerReading.Clip(root["optimizer"]);
        var learningRate = components.UseOr(root["learningRate"], ComponentKind.LearningRate, "constant");
        var monitors = new MonitorReading(components, headNames).Monitors(root["monitors"], viewNames);
        var evaluations = root["evaluate"].ReadMembers(member => components.Use(member, ComponentKind.Evaluation));
        var train = TrainingLengthReading.Train(root["train"]);
        var ranks = RankReading.Settings(root["ranks"]);
        var precision = PrecisionReading.Precision(root);
        var checkpoints = CheckpointReading.Interval(root["checkpoints"]);
        var normalize = NormalizationReading.Normalize(root["normalize"]);
        var seed = (long)root["seed"].FixedNumber(1, 0, ExactNumber.GreatestSeed, whole: true);
        var images = ImagePartsReading.Parts(root["images"], seed);
        var masking = MaskingReading.Check(root["masking"], components);
        var notFinite = NotFiniteReading.Policy(root["notFinite"]);
        var published = PublishedReading.Read(root[PublishedReading.Key]);
        var about = root["about"].Text("");
        var forward = root["forward"]
            .Choice(
                Forward.Shared,
                ("shared", Forward.Shared),
                ("per-term", Forward.PerTerm),
                ("per-view", Forward.PerView)
            );

        ComponentUse?[] fixedInTraining =
        [
            data,
            encoder,
            .. heads.Values,
            .. evaluations,
            .. monitors.Select(one => one.Use),
            masking.BlackBox,
        ];
        problems.AddRange(SchedulesWithoutEffect(where, fixedInTraining.OfType<ComponentUse>()));
        if (problems.Count > 0)
            return problems.ToImmutable();

        return new Recipe
        {
            Name = name,
            Source = where,
            About = about,
            Seed = seed,
            Data = data!,
            Images = images,
            Normalize = normalize,
            Encoder = encoder!,
            Heads = heads,
            Init = init,
            HeadSources = headSources,
            Teachers = weights is null ? teachers : teachers.With(weights.Name, weights.Teacher),
            Weights = weights?.Name,
            Views = views,
            Terms = terms,
            Forward = forward,
            Precision = precision,
            Train = train,
            Ranks = ranks,
            Optimizer = optimizer!,
            ParameterGroups = [.. groups],
            Clip = clip,
            LearningRate = learningRate!,
            Evaluations = [.. evaluations.OfType<ComponentUse>()],
            Monitors = monitors,
            Route = route,
            Checkpoints = checkpoints,
            Masking = masking,
            NotFinite = notFinite,
            Published = published,
        };
    }

    private static IEnumerable<Problem> SchedulesWithoutEffect(string where, IEnumerable<ComponentUse> uses) =>
        uses.SelectMany(use => use.Schedules)
            .Select(number => new Problem(
                "ROCL0119",
                $"{where}: {number.Key}",
                "A schedule changes this number while training goes on, and the component cannot follow it.",
                "Write one number."
            ));
}
