using System.Reflection;

namespace RoCL.Contracts;

/// <summary>Makes a record a component: something that a recipe can name.</summary>
/// <remarks>
/// The record implements one of <see cref="IEncoder"/>, <see cref="IHead"/>,
/// <see cref="IAugmentation"/>, <see cref="ILoss"/>, <see cref="IAttack"/>, <see cref="IDataset"/>,
/// <see cref="IEvaluation"/> and <see cref="IMeasurement"/>; the parameters of its constructor are
/// its options: numbers, texts, truth values, enumerations, threat models, other components, models
/// of other runs (<see cref="ITrainedModel"/>), and lists of these. A parameter may carry
/// <see cref="System.ComponentModel.DataAnnotations.RangeAttribute"/>. Everything is read from
/// metadata, before any of its code runs.
/// </remarks>
/// <param name="name">
/// What recipes call it: lower case, words joined by hyphens, such as <c>nt-xent</c>.
/// </param>
/// <param name="summary">One line for lists: what it is and whose.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ComponentAttribute(string name, string summary) : Attribute
{
    /// <summary>What recipes call the component.</summary>
    public string Name { get; } = name;

    /// <summary>One line for lists.</summary>
    public string Summary { get; } = summary;

    /// <summary>
    /// What recipes call a component; its type's name for one that no recipe can name.
    /// </summary>
    /// <param name="component">The component.</param>
    public static string NameOf(object component) =>
        component.GetType().GetCustomAttribute<ComponentAttribute>()?.Name ?? component.GetType().Name;
}
