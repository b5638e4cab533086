namespace RoCL.Contracts;

/// <summary>
/// An option that has an effect only beside another one: the host refuses a recipe that gives it a
/// value, other than its default, without the other.
/// </summary>
/// <remarks>
/// It stands at the option's parameter of the component's constructor. The other option has to be
/// in effect: written, or by its default, as something else than nothing, <c>false</c>, 0 or an
/// empty list. Where the parameter has several of these attributes, all of them have to be met. The
/// host reads it from metadata. Error: ROCL0281.
/// </remarks>
/// <param name="option">
/// The other option as recipes write it: <c>attack</c>; with a value that it has to have,
/// <c>mode=fast</c>; or an option of the component that stands in it, <c>inner.randomStart</c>,
/// which counts where that component has such an option.
/// </param>
/// <param name="or">Another one that does as well; none where it is left out.</param>
/// <example>
/// <code>
/// public sealed record Protocol([Needs("threats")] IAttack? Attack, ThreatModel[]? Threats)
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Parameter, AllowMultiple = true)]
public sealed class NeedsAttribute(string option, string? or = null) : Attribute
{
    /// <summary>The other option as recipes write it.</summary>
    public string Option { get; } = option;

    /// <summary>Another one that does as well.</summary>
    public string? Or { get; } = or;
}
