using RoCL.Core.Components;
using RoCL.Core.Numbers;
using RoCL.Core.Values;

namespace RoCL.Core.Recipes;

/// <summary>How images of a step are made: a closed family.</summary>
/// <param name="Name">The view's name in the recipe.</param>
public abstract record View(string Name)
{
    /// <summary>
    /// The batch-norm (parameters and running statistics) that normalises the view's images.
    /// </summary>
    public string Route { get; init; } = Recipe.OwnRoute;

    /// <summary>Random transformations of the batch's images, one after the other.</summary>
    /// <param name="Name">The view's name in the recipe.</param>
    /// <param name="Pipeline">The augmentations; none leaves the images as they are.</param>
    public sealed record Augmented(string Name, ValueList<ComponentUse> Pipeline) : View(Name);

    /// <summary>
    /// One or several views, moved together inside a threat model so that a loss rises.
    /// </summary>
    /// <param name="Name">The view's name in the recipe.</param>
    /// <param name="Sources">The views that are moved.</param>
    /// <param name="Adversarial">
    /// The names of the moved images, one for each of <paramref name="Sources"/>.
    /// </param>
    /// <param name="Objective">The loss that the attack raises.</param>
    /// <param name="ObjectiveViews">
    /// The views that the loss sees, one of <paramref name="Adversarial"/> at least among them.
    /// </param>
    /// <param name="Attack">The attack.</param>
    /// <param name="Threat">The threat model.</param>
    /// <param name="Mode">The mode of the network while it is attacked.</param>
    public sealed record Perturbed(
        string Name,
        ValueList<string> Sources,
        ValueList<string> Adversarial,
        ComponentUse Objective,
        ValueList<ViewReference> ObjectiveViews,
        ComponentUse Attack,
        ThreatSpec Threat,
        Mode Mode
    ) : View(Name)
    {
        /// <summary>
        /// The attack that training goes on with once a monitor has said that something is wrong;
        /// none where the attack stays as it is.
        /// </summary>
        public ComponentUse? FallBack { get; init; }

        /// <summary>The attack, and the one that may take its place.</summary>
        public IEnumerable<ComponentUse> Attacks => FallBack is null ? [Attack] : [Attack, FallBack];

        /// <summary>The attack of a step.</summary>
        /// <param name="hasFallenBack">Whether a monitor has said that something is wrong.</param>
        public ComponentUse AttackOf(bool hasFallenBack) => hasFallenBack && FallBack is not null ? FallBack : Attack;
    }

    /// <summary>Images of another view, each mixed with another one of the batch.</summary>
    /// <param name="Name">The view's name in the recipe.</param>
    /// <param name="Source">The view whose images are mixed.</param>
    /// <param name="By">The mixing.</param>
    public sealed record Mixed(string Name, string Source, ComponentUse By) : View(Name);

    /// <summary>The names of the images that the view makes.</summary>
    public ValueList<string> Results => this is Perturbed perturbed ? perturbed.Adversarial : [Name];

    /// <summary>The views that have to be made before this one.</summary>
    public IEnumerable<string> Needs =>
        this switch
        {
            Perturbed perturbed => perturbed
                .Sources.Concat(perturbed.ObjectiveViews.Select(seen => seen.View).Except(perturbed.Adversarial))
                .Distinct(),
            Mixed mixed => [mixed.Source],
            _ => [],
        };

    /// <summary>
    /// The routes that some views take, apart from the networks' own batch-norm; each once.
    /// </summary>
    /// <param name="views">The views.</param>
    public static IEnumerable<string> RoutesOf(IEnumerable<View> views) =>
        views.Select(view => view.Route).Where(route => route != Recipe.OwnRoute).Distinct();

    /// <summary>The components of the view.</summary>
    public IEnumerable<ComponentUse> Uses =>
        this switch
        {
            Augmented augmented => augmented.Pipeline,
            Perturbed perturbed => [perturbed.Objective, .. perturbed.Attacks, .. perturbed.Threat.Uses],
            Mixed mixed => [mixed.By],
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>Every number of the view that changes while training goes on.</summary>
    public IEnumerable<ScheduledNumber> Schedules => Uses.SelectMany(use => use.Schedules).Concat(RadiusSchedule);

    private IEnumerable<ScheduledNumber> RadiusSchedule =>
        this is Perturbed perturbed ? perturbed.Threat.Schedules($"views.{Name}.threat") : [];
}

/// <summary>
/// The mode of a network: whether batch-norm uses its running statistics or the batch's own.
/// </summary>
public enum Mode
{
    /// <summary>Running statistics.</summary>
    Eval,

    /// <summary>The batch's own statistics; the running ones are left as they were.</summary>
    Train,
}
