using RoCL.Core.Guards;
using RoCL.Core.Numbers;

namespace RoCL.Core.Components;

/// <summary>A component as a recipe uses it: found, with its options read and checked.</summary>
/// <param name="Component">Which.</param>
/// <param name="Options">The options that the recipe gives; the others keep their defaults.</param>
/// <param name="Where">The recipe's key.</param>
public sealed record ComponentUse(
    ComponentDescription Component,
    ImmutableSortedDictionary<string, OptionValue> Options,
    string Where
)
{
    /// <summary>
    /// The recipe's key alone: seeds and metrics follow it, so that a run does not depend on where
    /// its recipe lies.
    /// </summary>
    public string Key => Where[(Where.LastIndexOf(": ", StringComparison.Ordinal) is >= 0 and var end ? end + 2 : 0)..];

    /// <summary>
    /// Whose it is, as messages say it:
    /// <c>rocl.json: views.adv.attack (MyLab/sign-momentum 1.0.0)</c>.
    /// </summary>
    public string Place => $"{Where} ({Component.QualifiedName} {Component.Plugin.Release})";

    /// <summary>Every number in it that changes while training goes on, by its key.</summary>
    public IEnumerable<(string Key, Schedule Schedule)> Schedules =>
        Options.SelectMany(option => option.Value.Schedules($"{Key}.{option.Key}"));

    /// <summary>
    /// Itself, and every component that its options name, those inside others too.
    /// </summary>
    public IEnumerable<ComponentUse> WithInner =>
        Options.Values.SelectMany(Inner).SelectMany(use => use.WithInner).Prepend(this);

    /// <summary>The component itself, with the numbers of one moment.</summary>
    /// <exception cref="ProblemException">
    /// Its plugin or its constructor fails: ROCL02xx.
    /// </exception>
    public object Create(IComponentTypes types, Moment moment)
    {
        using var call = WorkTrace.Call(this);
        try
        {
            return Construction.Create(
                types.Load(Component),
                Options.ToDictionary(option => option.Key, option => option.Value.At(types, moment))
            );
        }
        catch (ProblemException failure) when (!failure.Problem.Where.StartsWith(Where, StringComparison.Ordinal))
        {
            throw new ProblemException(failure.Problem with { Where = $"{Where}: {failure.Problem.Where}" }, failure);
        }
    }

    private static IEnumerable<ComponentUse> Inner(OptionValue value) =>
        value switch
        {
            OptionValue.Component component => [component.Value],
            OptionValue.List list => list.Values.SelectMany(Inner),
            _ => [],
        };
}

/// <summary>
/// A component in use that is made when it is needed: once, or anew for each step where a schedule
/// runs through its options.
/// </summary>
/// <typeparam name="T">Its contract.</typeparam>
/// <param name="use">Which component with which options.</param>
/// <param name="types">Where its code is.</param>
public sealed class Bound<T>(ComponentUse use, IComponentTypes types)
    where T : class
{
    private readonly Lazy<T>? _constant = use.Schedules.Any() ? null : new(() => (T)use.Create(types, default));

    /// <summary>Which component with which options.</summary>
    public ComponentUse Use => use;

    /// <summary>The component at one moment of the training.</summary>
    public T At(Moment moment) => _constant?.Value ?? (T)use.Create(types, moment);
}
