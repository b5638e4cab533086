using RoCL.Core.Components;
using RoCL.Core.Numbers;

namespace RoCL.Core.Recipes;

/// <summary>How images of a step are made: a closed family.</summary>
/// <param name="Name">What the recipe calls it.</param>
public abstract record View(string Name)
{
    /// <summary>
    /// The batch-norm, parameters and running statistics, that its results are normalised by.
    /// </summary>
    public string Route { get; init; } = Recipe.OwnRoute;

    /// <summary>Random transformations of the batch's images, one after the other.</summary>
    /// <param name="Name">What the recipe calls it.</param>
    /// <param name="Pipeline">The transformations; none leaves the images as they are.</param>
    public sealed record Augmented(string Name, ImmutableArray<Bound<IAugmentation>> Pipeline) : View(Name);

    /// <summary>
    /// One or several views, moved together inside a threat model so that a loss rises.
    /// </summary>
    /// <param name="Name">What the recipe calls it.</param>
    /// <param name="Of">The views that are moved.</param>
    /// <param name="Made">
    /// What the results are called, one for each of <paramref name="Of"/>.
    /// </param>
    /// <param name="Goal">The loss that the attack raises.</param>
    /// <param name="Seen">The views that the loss sees, results of this view among them.</param>
    /// <param name="Attack">How images are moved.</param>
    /// <param name="Threat">Where they may move to.</param>
    /// <param name="Mode">The mode of the network while it is attacked.</param>
    public sealed record Perturbed(
        string Name,
        ImmutableArray<string> Of,
        ImmutableArray<string> Made,
        Bound<ILoss> Goal,
        ImmutableArray<ViewReference> Seen,
        Bound<IAttack> Attack,
        ThreatSpec Threat,
        Mode Mode
    ) : View(Name);

    /// <summary>What its results are called.</summary>
    public ImmutableArray<string> Results => this is Perturbed perturbed ? perturbed.Made : [Name];

    /// <summary>The views that have to be there first.</summary>
    public IEnumerable<string> Needs =>
        this is Perturbed perturbed
            ? perturbed.Of.Concat(perturbed.Seen.Select(seen => seen.View).Except(perturbed.Made)).Distinct()
            : [];

    /// <summary>The components in it.</summary>
    public IEnumerable<ComponentUse> Uses =>
        this switch
        {
            Augmented augmented => augmented.Pipeline.Select(augmentation => augmentation.Use),
            Perturbed perturbed => [perturbed.Goal.Use, perturbed.Attack.Use],
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>Every number in it that changes while training goes on, by its key.</summary>
    public IEnumerable<(string Key, Schedule Schedule)> Schedules =>
        Uses.SelectMany(use => use.Schedules)
            .Concat(
                this is Perturbed { Threat: { Radius: not Schedule.Constant } threat }
                    ? [($"views.{Name}.threat.{threat.Norm}", threat.Radius)]
                    : []
            );
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

/// <summary>A view as a loss sees it: <c>a</c>, <c>a@projector</c>, <c>a@teacher</c>.</summary>
/// <param name="View">The view.</param>
/// <param name="Head">
/// The head that its features go through, or the teacher that it is shown to instead.
/// </param>
public sealed record ViewReference(string View, string Head)
{
    /// <summary>Whether it is shown to a teacher, in place of the model that is trained.</summary>
    public bool Taught { get; init; }

    /// <summary>As metrics name it: <c>a</c>, and <c>a@teacher</c>.</summary>
    public override string ToString() => Taught ? $"{View}@{Head}" : View;
}
