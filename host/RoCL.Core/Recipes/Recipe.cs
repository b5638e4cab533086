using RoCL.Core.Components;
using RoCL.Core.Numbers;
using RoCL.Core.Values;

namespace RoCL.Core.Recipes;

/// <summary>
/// A training method as a value: the names of components with their options, wired into views and
/// loss terms. Two recipes read from the same text are equal.
/// </summary>
public sealed record Recipe
{
    /// <summary>The head that stands for none: the encoder's features themselves.</summary>
    public const string NoHead = ITrainedModel.Features;

    /// <summary>The route of views that name none: the networks' own batch-norm.</summary>
    public const string OwnRoute = "";

    /// <summary>The recipe's name.</summary>
    public required string Name { get; init; }

    /// <summary>The file that the recipe stands in, as messages name it.</summary>
    public required string Source { get; init; }

    /// <summary>One line that describes the method.</summary>
    public required string About { get; init; }

    /// <summary>All random values follow from this number, 0 or above.</summary>
    public required long Seed { get; init; }

    /// <summary>The data set.</summary>
    public required ComponentUse Data { get; init; }

    /// <summary>The part of the data set's images that is used.</summary>
    public required ImageParts Images { get; init; }

    /// <summary>The normalisation in front of the encoder.</summary>
    public required Normalization Normalize { get; init; }

    /// <summary>The encoder, which is trained.</summary>
    public required ComponentUse Encoder { get; init; }

    /// <summary>The heads between features and losses, by name.</summary>
    public required ValueDictionary<ComponentUse> Heads { get; init; }

    /// <summary>The weights that training begins with; none where they are newly drawn.</summary>
    public Init? Init { get; init; }

    /// <summary>What heads read, and which are copies; others are trained on features.</summary>
    public ValueDictionary<HeadSource> HeadSources { get; init; } = ValueDictionary.Of<HeadSource>([]);

    /// <summary>The second models that losses see views through, by name.</summary>
    public required ValueDictionary<Teacher> Teachers { get; init; }

    /// <summary>The views of a step, each after those that it is made from.</summary>
    public required ValueList<View> Views { get; init; }

    /// <summary>The loss terms, in the recipe's order.</summary>
    public required ValueList<Term> Terms { get; init; }

    /// <summary>How the terms share forward passes.</summary>
    public required Forward Forward { get; init; }

    /// <summary>The numbers that the encoder is computed with while it is trained.</summary>
    public Precision Precision { get; init; } = Precision.Exact;

    /// <summary>The length of training, and its batches.</summary>
    public required TrainingLength Train { get; init; }

    /// <summary>How it is trained over several ranks.</summary>
    public RankSettings Ranks { get; init; } = RankSettings.Default;

    /// <summary>The optimizer.</summary>
    public required ComponentUse Optimizer { get; init; }

    /// <summary>
    /// The parameters that are moved by other options, or not at all; the last group that has a
    /// parameter decides on it alone.
    /// </summary>
    public required ValueList<ParameterGroup> ParameterGroups { get; init; }

    /// <summary>
    /// The largest norm of all gradients, which are scaled down to it; null where they are not.
    /// </summary>
    public required double? Clip { get; init; }

    /// <summary>The learning rate as a function of time.</summary>
    public required ComponentUse LearningRate { get; init; }

    /// <summary>What measures the training beside it, in the recipe's order.</summary>
    public ValueList<RecipeMonitor> Monitors { get; init; } = [];

    /// <summary>The evaluations after training, in the recipe's order.</summary>
    public required ValueList<ComponentUse> Evaluations { get; init; }

    /// <summary>
    /// The route that evaluations and other runs take: one of the views' routes, or
    /// <see cref="OwnRoute"/>.
    /// </summary>
    public required string Route { get; init; }

    /// <summary>The teacher that evaluations and other runs use, if it is not the model.</summary>
    public string? Weights { get; init; }

    /// <summary>When checkpoints are written, and which are kept.</summary>
    public required CheckpointInterval Checkpoints { get; init; }

    /// <summary>How evaluations look for signs of masked gradients.</summary>
    public required MaskingCheck Masking { get; init; }

    /// <summary>What others report for the method, protocol by protocol.</summary>
    public ValueList<PublishedFigures> Published { get; init; } = [];

    /// <summary>What happens after a step whose loss or gradient is not finite.</summary>
    public required NotFinite NotFinite { get; init; }

    /// <summary>The routes that views take beside the networks' own; each once.</summary>
    public IEnumerable<string> Routes => View.RoutesOf(Views);

    /// <summary>The route of a view.</summary>
    /// <param name="result">The name of the view, or of one of its adversarial images.</param>
    public string RouteOf(string result) => Views.First(view => view.Results.Contains(result)).Route;

    /// <summary>Every component that the recipe names, those inside others included.</summary>
    public IEnumerable<ComponentUse> Uses => DirectUses.SelectMany(use => use.WithInner);

    /// <summary>Every number that changes while training goes on.</summary>
    public IEnumerable<ScheduledNumber> Schedules =>
        [
            .. Views.SelectMany(view => view.Schedules),
            .. Terms.SelectMany(term => term.Schedules),
            .. Optimizer.Schedules,
            .. ParameterGroups.SelectMany(group => group.Overrides.Schedules),
            .. LearningRate.Schedules,
            .. Teachers.Values.SelectMany(teacher => teacher.Schedules),
        ];

    /// <summary>Every model of another run that the recipe names.</summary>
    public IEnumerable<OptionValue.Model> Models =>
        [
            .. Uses.SelectMany(use => use.Options.Values).SelectMany(option => option.Models),
            .. Teachers.Values.SelectMany(teacher => teacher.Models),
        ];

    private IEnumerable<ComponentUse> DirectUses =>
        [
            .. Heads.Values,
            .. Views.SelectMany(view => view.Uses),
            .. Terms.Select(term => term.Loss),
            .. Evaluations,
            .. Monitors.Select(monitor => monitor.Use),
            .. Masking.BlackBox is { } blackBox ? new[] { blackBox } : [],
            Data,
            Encoder,
            Optimizer,
            LearningRate,
            .. ParameterGroups.SelectMany(group => group.Inner),
            .. Teachers.Values.SelectMany(teacher => teacher.Uses),
        ];
}
