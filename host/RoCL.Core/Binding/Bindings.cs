using RoCL.Core.Components;
using RoCL.Core.Recipes;

namespace RoCL.Core.Binding;

/// <summary>
/// The components that a recipe names, as objects. The shell makes them once; training and
/// evaluation use these, and load nothing.
/// </summary>
public sealed record Bindings
{
    /// <summary>The recipe whose names are bound.</summary>
    public required Recipe Recipe { get; init; }

    /// <summary>The data set.</summary>
    public required Bound<IDataset> Data { get; init; }

    /// <summary>The encoder.</summary>
    public required Bound<IEncoder> Encoder { get; init; }

    /// <summary>The heads, by their names in the recipe.</summary>
    public required ImmutableSortedDictionary<string, Bound<IHead>> Heads { get; init; }

    /// <summary>
    /// The weights that training begins with; <see langword="null"/> where they are newly drawn.
    /// </summary>
    public BoundInit? Init { get; init; }

    /// <summary>The models of other runs, by the names that the recipe has for them.</summary>
    public required ImmutableSortedDictionary<string, BoundTeacher> Teachers { get; init; }

    /// <summary>The teachers that follow the model, by their names in the recipe.</summary>
    public ImmutableSortedDictionary<string, Bound<ITeacher>> Following { get; init; } =
        ImmutableSortedDictionary<string, Bound<ITeacher>>.Empty;

    /// <summary>The augmentations of all views, by their keys.</summary>
    public required ImmutableSortedDictionary<string, Bound<IAugmentation>> Augmentations { get; init; }

    /// <summary>The mixings of mixed views, by their keys.</summary>
    public ImmutableSortedDictionary<string, Bound<IMixing>> Mixings { get; init; } =
        ImmutableSortedDictionary<string, Bound<IMixing>>.Empty;

    /// <summary>The losses of terms and of attacked views, by their keys.</summary>
    public required ImmutableSortedDictionary<string, Bound<ILoss>> Losses { get; init; }

    /// <summary>The attacks of attacked views, by their keys.</summary>
    public required ImmutableSortedDictionary<string, Bound<IAttack>> Attacks { get; init; }

    /// <summary>
    /// The threat models that plugins bring, of attacked views and inside evaluations, by their
    /// keys.
    /// </summary>
    public ImmutableSortedDictionary<string, Bound<ThreatModel>> Threats { get; init; } =
        ImmutableSortedDictionary<string, Bound<ThreatModel>>.Empty;

    /// <summary>The optimizer.</summary>
    public required Bound<IOptimizer> Optimizer { get; init; }

    /// <summary>The optimizer of each group of parameters, in the recipe's order.</summary>
    public required ImmutableArray<Bound<IOptimizer>> GroupOptimizers { get; init; }

    /// <summary>The learning rate as a function of time.</summary>
    public required Bound<ILearningRate> LearningRate { get; init; }

    /// <summary>The monitors, by their names in the recipe.</summary>
    public ImmutableSortedDictionary<string, Bound<IMonitor>> Monitors { get; init; } =
        ImmutableSortedDictionary<string, Bound<IMonitor>>.Empty;

    /// <summary>The evaluations, in the recipe's order.</summary>
    public required ImmutableArray<Bound<IEvaluation>> Evaluations { get; init; }

    /// <summary>
    /// The attack without gradients that signs of masked gradients are looked for with;
    /// <see langword="null"/> where no plugin brings one.
    /// </summary>
    public required Bound<IAttack>? BlackBox { get; init; }

    /// <summary>The augmentation of one use.</summary>
    /// <param name="use">One of a view's pipeline.</param>
    public Bound<IAugmentation> Augmentation(ComponentUse use) => Augmentations[use.Key];

    /// <summary>The loss of one use.</summary>
    /// <param name="use">That of a term or of an attacked view.</param>
    public Bound<ILoss> Loss(ComponentUse use) => Losses[use.Key];

    /// <summary>The attack of one use.</summary>
    /// <param name="use">That of an attacked view.</param>
    public Bound<IAttack> Attack(ComponentUse use) => Attacks[use.Key];

    /// <summary>The threat model of one moment.</summary>
    /// <param name="threat">That of an attacked view.</param>
    /// <param name="moment">The moment.</param>
    public ThreatModel Threat(ThreatSpec threat, Moment moment) =>
        threat switch
        {
            ThreatSpec.Ball ball => ball.At(moment),
            ThreatSpec.Component component => Threats[component.Use.Key].At(moment),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
