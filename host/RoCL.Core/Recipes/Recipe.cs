using RoCL.Core.Components;
using RoCL.Core.LearningRates;
using RoCL.Core.Numbers;
using RoCL.Core.Optimizers;

namespace RoCL.Core.Recipes;

/// <summary>
/// A training method as a value: which components, wired into which views and loss terms.
/// </summary>
/// <param name="Name">What it is called.</param>
/// <param name="Source">The file that it stands in, as problems name it.</param>
/// <param name="About">One line that says what it is.</param>
/// <param name="Seed">What all random values follow from.</param>
/// <param name="Data">Where images come from.</param>
/// <param name="Images">Which of them are used.</param>
/// <param name="Normalize">The encoder's first layer.</param>
/// <param name="Encoder">The network that is trained.</param>
/// <param name="Heads">What stands between features and losses, by name.</param>
/// <param name="Teachers">Models of other runs that losses see views through, by name.</param>
/// <param name="Views">The views of a step, each after those that it is made from.</param>
/// <param name="Terms">The loss terms, in the recipe's order.</param>
/// <param name="Forward">How many forward passes the terms share.</param>
/// <param name="Train">Length and batches.</param>
/// <param name="Optimizer">How parameters follow gradients.</param>
/// <param name="LearningRate">The rate as a function of time.</param>
/// <param name="Evaluations">What is measured afterwards.</param>
/// <param name="Route">
/// The route that evaluations and other runs take: one of the views', or
/// <see cref="Recipe.OwnRoute"/>.
/// </param>
/// <param name="Checkpoints">When checkpoints are written.</param>
/// <param name="Masking">
/// How attacks on classifiers are held against signs of gradients that only seem to protect.
/// </param>
public sealed record Recipe(
    string Name,
    string Source,
    string About,
    long Seed,
    Bound<IDataset> Data,
    ImageParts Images,
    Normalization Normalize,
    Bound<IEncoder> Encoder,
    ImmutableSortedDictionary<string, Bound<IHead>> Heads,
    ImmutableSortedDictionary<string, Teacher> Teachers,
    ImmutableArray<View> Views,
    ImmutableArray<Term> Terms,
    Forward Forward,
    TrainingLength Train,
    Bound<IOptimizer> Optimizer,
    Bound<ILearningRate> LearningRate,
    ImmutableArray<Bound<IEvaluation>> Evaluations,
    string Route,
    CheckpointInterval Checkpoints,
    MaskingCheck Masking
)
{
    /// <summary>The head that stands for none: the encoder's features themselves.</summary>
    public const string NoHead = ITrainedModel.Features;

    /// <summary>The route of views that name none: the networks' own batch-norm.</summary>
    public const string OwnRoute = "";

    /// <summary>What comes of a step whose loss or gradient is not finite.</summary>
    public NotFinite NotFinite { get; init; } = NotFinite.Default;

    /// <summary>The routes that views take, besides the networks' own batch-norm.</summary>
    public IEnumerable<string> Routes => RoutesOf(Views);

    /// <summary>
    /// The routes that some views take, besides the networks' own batch-norm; each once.
    /// </summary>
    public static IEnumerable<string> RoutesOf(IEnumerable<View> views) =>
        views.Select(view => view.Route).Where(route => route != OwnRoute).Distinct();

    /// <summary>The route of a view, by one of its results' names.</summary>
    public string RouteOf(string result) => Views.First(view => view.Results.Contains(result)).Route;

    /// <summary>Every component that the recipe names, those inside others too.</summary>
    public IEnumerable<ComponentUse> Uses =>
        Heads
            .Values.Select(head => head.Use)
            .Concat(Views.SelectMany(view => view.Uses))
            .Concat(Terms.Select(term => term.Loss.Use))
            .Concat(Evaluations.Select(evaluation => evaluation.Use))
            .Concat(Masking.BlackBox is { } blind ? [blind.Use] : [])
            .Concat([Data.Use, Encoder.Use, Optimizer.Use, LearningRate.Use])
            .SelectMany(use => use.WithInner);

    /// <summary>Every number that changes while training goes on, by its key.</summary>
    public IEnumerable<(string Key, Schedule Schedule)> Schedules =>
        Views
            .SelectMany(view => view.Schedules)
            .Concat(Terms.SelectMany(term => term.Schedules))
            .Concat(Optimizer.Use.Schedules)
            .Concat(LearningRate.Use.Schedules);

    /// <summary>Every model of another run that the recipe names.</summary>
    public IEnumerable<OptionValue.Model> Models =>
        Uses.SelectMany(use => use.Options.Values)
            .SelectMany(ModelsIn)
            .Concat(Teachers.Values.Select(teacher => teacher.From));

    private static IEnumerable<OptionValue.Model> ModelsIn(OptionValue value) =>
        value switch
        {
            OptionValue.Model model => [model],
            OptionValue.List list => list.Values.SelectMany(ModelsIn),
            _ => [],
        };
}

/// <summary>
/// The encoder's first layer: (x - mean) / deviation, channel by channel. Empty lists leave images
/// as they are.
/// </summary>
/// <param name="Mean">One number a channel, in pixel units of [0, 1].</param>
/// <param name="Deviation">One number a channel, above 0.</param>
public sealed record Normalization(ImmutableArray<double> Mean, ImmutableArray<double> Deviation);

/// <summary>How training is cut.</summary>
/// <param name="Epochs">How often every image is seen; 0 trains nothing.</param>
/// <param name="Batch">Images in a step.</param>
/// <param name="MicroBatch">
/// Images that an attack, and a term over micro-batches, see at a time.
/// </param>
public sealed record TrainingLength(int Epochs, int Batch, int MicroBatch);

/// <summary>
/// How attacks on classifiers are held against signs of gradients that only seem to protect.
/// </summary>
/// <param name="Images">On how many test images; 0 looks for nothing.</param>
/// <param name="BlackBox">
/// An attack that needs no gradient; none where no plugin brings one.
/// </param>
public sealed record MaskingCheck(int Images, Bound<IAttack>? BlackBox);

/// <summary>How many forward passes the loss terms share.</summary>
public enum Forward
{
    /// <summary>
    /// One for all views of all terms: the batch-norm statistics are those of everything together.
    /// </summary>
    Shared,

    /// <summary>One for each term, as in the authors' code.</summary>
    PerTerm,
}
