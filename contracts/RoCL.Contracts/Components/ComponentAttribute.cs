using System.Reflection;

namespace RoCL.Contracts;

/// <summary>Makes a record a component: something that a recipe can use by its name.</summary>
/// <remarks>
/// The record implements one of <see cref="IEncoder"/>, <see cref="IHead"/>,
/// <see cref="IAugmentation"/>, <see cref="IMixing"/>, <see cref="ILoss"/>, <see cref="IAttack"/>,
/// <see cref="IDataset"/>, <see cref="IEvaluation"/> and <see cref="IMeasurement"/>. The parameters
/// of its constructor are its options in recipes: numbers, texts, truth values, enumerations,
/// threat models, other components, models of other runs (<see cref="ITrainedModel"/>), and lists
/// of these. A parameter may carry
/// <see cref="System.ComponentModel.DataAnnotations.RangeAttribute"/>, and a list
/// <see cref="System.ComponentModel.DataAnnotations.MinLengthAttribute"/>. The host reads all of
/// this from metadata, before any code of the component runs.
/// </remarks>
/// <param name="name">
/// The name in recipes: lower-case words joined by hyphens, such as <c>nt-xent</c>.
/// </param>
/// <param name="summary">
/// One line for lists of components: what the component does, and the paper it comes from.
/// </param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ComponentAttribute(string name, string summary) : Attribute
{
    /// <summary>The component's name in recipes, such as <c>nt-xent</c>.</summary>
    public string Name { get; } = name;

    /// <summary>One line for lists of components.</summary>
    public string Summary { get; } = summary;

    /// <summary>
    /// A component's name in recipes; the name of its type where the type has no
    /// <see cref="ComponentAttribute"/>.
    /// </summary>
    /// <param name="component">The component.</param>
    public static string NameOf(object component)
    {
        var type = component.GetType();
        return type.GetCustomAttribute<ComponentAttribute>()?.Name ?? type.Name;
    }
}
