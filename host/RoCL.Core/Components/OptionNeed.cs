using RoCL.Core.Values;

namespace RoCL.Core.Components;

/// <summary>What an option needs to have an effect.</summary>
/// <param name="Alternatives">
/// Other options, of which one has to be in effect: <c>attack</c>, <c>loss=dlr-targeted</c>, or
/// <c>inner.randomStart</c> for an option of the component in another option.
/// </param>
public sealed record OptionNeed(ValueList<string> Alternatives)
{
    /// <summary>As messages write it: <c>'attack' or 'testAttack'</c>.</summary>
    public override string ToString() => string.Join(" or ", Alternatives.Select(option => $"'{option}'"));
}
