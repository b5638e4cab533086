using RoCL.Core.Binding;
using RoCL.Core.Components;
using RoCL.Core.Guards;
using RoCL.Core.Recipes;

namespace RoCL.Plugins.Binding;

/// <summary>
/// Binds recipes: from the names of components with their options to objects behind their guards.
/// </summary>
/// <param name="types">Where the components' code and other runs' models are.</param>
public sealed class RecipeBinder(IComponentTypes types)
{
    private readonly ComponentMaker _maker = new(types);

    /// <summary>
    /// Binds for images of some classes: the models of other runs that are opened have the outputs
    /// of their classifiers in the order of these.
    /// </summary>
    /// <param name="classes">The names of the classes at hand, by number.</param>
    public RecipeBinder For(IReadOnlyList<string> classes) => new(new MatchedTypes(types, classes));

    /// <summary>
    /// The recipe's components. Each is made when it is first asked for, so that no plugin is
    /// loaded that is not needed: once, or for each step where a schedule runs through its options.
    /// </summary>
    /// <param name="recipe">The recipe.</param>
    public Bindings Bind(Recipe recipe)
    {
        var perturbed = recipe.Views.OfType<View.Perturbed>().ToList();
        var pipelines = recipe.Views.OfType<View.Augmented>().SelectMany(view => view.Pipeline);
        var losses = recipe.Terms.Select(term => term.Loss).Concat(perturbed.Select(view => view.Objective));
        var threats = recipe.Uses.Where(use => use.Component.Kind == ComponentKind.ThreatModel).ToList();
        return new()
        {
            Recipe = recipe,
            Data = Bound<IDataset>(recipe.Data, (use, data) => new GuardedDataset(use, data)),
            Encoder = Bound<IEncoder>(recipe.Encoder, (use, encoder) => new GuardedEncoder(use, encoder)),
            Heads = recipe.Heads.ToImmutableSortedDictionary(
                head => head.Key,
                head => Bound<IHead>(head.Value, (use, made) => new GuardedHead(use, made)),
                StringComparer.Ordinal
            ),
            Init = recipe.Init is { } init ? new BoundInit(init, () => _maker.OpenTensors(init.From)) : null,
            Teachers = OfRuns(recipe),
            Following = Following(recipe),
            Augmentations = ByKey<IAugmentation>(pipelines, (use, made) => new GuardedAugmentation(use, made)),
            Mixings = ByKey<IMixing>(
                recipe.Views.OfType<View.Mixed>().Select(view => view.By),
                (use, mixing) => new GuardedMixing(use, mixing)
            ),
            Losses = ByKey<ILoss>(losses, Guarded),
            Attacks = ByKey<IAttack>(
                perturbed.SelectMany(view => view.Attacks),
                (use, attack) => Guarded(use, attack, threats)
            ),
            Threats = ByKey<ThreatModel>(threats, (_, threat) => threat),
            Optimizer = Optimizer(recipe.Optimizer),
            GroupOptimizers = [.. recipe.ParameterGroups.Select(group => Optimizer(group.Over(recipe.Optimizer)))],
            LearningRate = Bound<ILearningRate>(recipe.LearningRate, (use, rate) => new GuardedLearningRate(use, rate)),
            Monitors = recipe.Monitors.ToImmutableSortedDictionary(
                monitor => monitor.Name,
                monitor => Bound<IMonitor>(monitor.Use, (use, made) => GuardedMonitor.Of(use, made, recipe.Uses)),
                StringComparer.Ordinal
            ),
            // The bench of an evaluation guards what is called on it.
            Evaluations = [.. recipe.Evaluations.Select(evaluation => Bound<IEvaluation>(evaluation))],
            BlackBox = recipe.Masking.BlackBox is { } blackBox ? Bound<IAttack>(blackBox) : null,
        };
    }

    /// <summary>A component without a guard.</summary>
    /// <param name="use">The component and its options.</param>
    /// <param name="moment">The step that schedules are read at; the first where left out.</param>
    /// <exception cref="ProblemException">
    /// Its plugin or its constructor fails: ROCL02xx.
    /// </exception>
    public object Create(ComponentUse use, Moment moment = default) => _maker.Create(use, moment);

    /// <summary>The model of another run; its problems name the recipe's key.</summary>
    /// <param name="model">The run, as the recipe names it.</param>
    /// <exception cref="ProblemException">As <see cref="IComponentTypes.Open"/>.</exception>
    public ITrainedModel Open(OptionValue.Model model) => _maker.Open(model);

    private static ILoss Guarded(ComponentUse use, ILoss loss) =>
        loss switch
        {
            IStatefulLoss stateful => new GuardedStatefulLoss(use, stateful),
            IAnchoredLoss anchored => new GuardedAnchoredLoss(use, anchored),
            _ => new GuardedLoss(use, loss),
        };

    private static IAttack Guarded(ComponentUse use, IAttack attack, List<ComponentUse> threats) =>
        attack is IStatefulAttack stateful
            ? new GuardedStatefulAttack(use, stateful, threats)
            : new GuardedAttack(use, attack, threats);

    private ImmutableSortedDictionary<string, BoundTeacher> OfRuns(Recipe recipe) =>
        (
            from named in recipe.Teachers
            let teacher = named.Value as Teacher.OfRun
            where teacher is not null
            select KeyValuePair.Create(named.Key, new BoundTeacher(teacher, () => _maker.Open(teacher.From)))
        ).ToImmutableSortedDictionary(StringComparer.Ordinal);

    private ImmutableSortedDictionary<string, Bound<ITeacher>> Following(Recipe recipe) =>
        (
            from named in recipe.Teachers
            from use in named.Value.Uses
            let bound = Bound<ITeacher>(use, (followed, teacher) => new GuardedTeacher(followed, teacher))
            select KeyValuePair.Create(named.Key, bound)
        ).ToImmutableSortedDictionary(StringComparer.Ordinal);

    private Bound<IOptimizer> Optimizer(ComponentUse optimizer) =>
        Bound<IOptimizer>(optimizer, (use, made) => new GuardedOptimizer(use, made));

    private ImmutableSortedDictionary<string, Bound<T>> ByKey<T>(
        IEnumerable<ComponentUse> uses,
        Func<ComponentUse, T, T> guard
    )
        where T : class =>
        uses.ToImmutableSortedDictionary(use => use.Key, use => Bound(use, guard), StringComparer.Ordinal);

    private Bound<T> Bound<T>(ComponentUse use, Func<ComponentUse, T, T>? guard = null)
        where T : class
    {
        if (use.Schedules.Any())
            return new(use, Make);
        var once = new Lazy<T>(() => Make(default));
        return new(use, _ => once.Value);

        T Make(Moment moment)
        {
            var made = (T)_maker.Create(use, moment);
            return guard is null ? made : guard(use, made);
        }
    }
}
