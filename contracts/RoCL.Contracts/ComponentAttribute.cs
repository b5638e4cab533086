namespace RoCL.Contracts;

/// <summary>Makes a record a component: something that a recipe can name.</summary>
/// <remarks>
/// The record implements one of <see cref="IEncoder"/>, <see cref="IHead"/>, <see cref="IAugmentation"/>, <see cref="ILoss"/>,
/// <see cref="IAttack"/>, <see cref="IDataset"/> and <see cref="IEvaluation"/>; the parameters of its constructor are its options:
/// numbers, texts, truth values, enumerations, threat models, other components, models of other runs (<see cref="ITrainedModel"/>), and
/// lists of these. A parameter may carry
/// <see cref="System.ComponentModel.DataAnnotations.RangeAttribute"/>. Everything is read from metadata, before any of its code runs.
/// </remarks>
/// <param name="name">What recipes call it: lower case, words joined by hyphens, such as <c>nt-xent</c>.</param>
/// <param name="summary">One line for lists: what it is and whose.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ComponentAttribute(string name, string summary) : Attribute
{
    /// <summary>What recipes call the component.</summary>
    public string Name { get; } = name;

    /// <summary>One line for lists.</summary>
    public string Summary { get; } = summary;
}
