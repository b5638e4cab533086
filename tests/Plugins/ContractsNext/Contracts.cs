namespace RoCL.Contracts;

/// <summary>The contracts as a later major version might have them.</summary>
public interface IAttack
{
    /// <summary>Another signature.</summary>
    double[] Perturb(double[] clean);
}

/// <summary>As it is today.</summary>
/// <param name="name">The component's name.</param>
/// <param name="summary">One line.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ComponentAttribute(string name, string summary) : Attribute
{
    /// <summary>The component's name.</summary>
    public string Name { get; } = name;

    /// <summary>One line.</summary>
    public string Summary { get; } = summary;
}
