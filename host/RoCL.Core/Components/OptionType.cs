using RoCL.Core.Values;

namespace RoCL.Core.Components;

/// <summary>The values that an option takes: a closed family.</summary>
public abstract record OptionType
{
    private OptionType() { }

    /// <summary>
    /// A real number or a fraction such as <c>"8/255"</c>, or a schedule of them.
    /// </summary>
    public sealed record Real : OptionType;

    /// <summary>A whole number, or a schedule that is rounded.</summary>
    /// <param name="Least">The least that the option's type has.</param>
    /// <param name="Greatest">The greatest, and one that JSON keeps to the last digit.</param>
    public sealed record Whole(long Least = int.MinValue, long Greatest = int.MaxValue) : OptionType;

    /// <summary>A text.</summary>
    public sealed record Text : OptionType;

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public sealed record Truth : OptionType;

    /// <summary>One of a few words.</summary>
    /// <param name="Words">The words as recipes write them, in order.</param>
    public sealed record Choice(ValueList<string> Words) : OptionType;

    /// <summary>
    /// A threat model, such as <c>{ "linf": "8/255" }</c> or <c>{ "use": "l0" }</c>.
    /// </summary>
    public sealed record Threat : OptionType;

    /// <summary>Another component, such as <c>{ "use": "pgd", "iterations": 20 }</c>.</summary>
    /// <param name="Kind">What it is for.</param>
    public sealed record Component(ComponentKind Kind) : OptionType;

    /// <summary>
    /// The model of another run, named by the run's folder, such as
    /// <c>"runs/20261124-demo-rocl"</c>.
    /// </summary>
    public sealed record Model : OptionType;

    /// <summary>A list.</summary>
    /// <param name="Of">What its members are.</param>
    public sealed record List(OptionType Of) : OptionType;

    /// <summary>
    /// What a person is to write: <c>an attack</c>, <c>true or false</c>, one of some words.
    /// </summary>
    public string Wanted =>
        this switch
        {
            Truth => "true or false",
            Choice => $"one of {this}",
            _ => Words.WithArticle(ToString()),
        };

    /// <summary>As help texts name it.</summary>
    public sealed override string ToString() =>
        this switch
        {
            Real => "number",
            Whole => "whole number",
            Text => "text",
            Truth => "true or false",
            Choice choice => string.Join(" | ", choice.Words.Select(word => $"\"{word}\"")),
            Threat => "threat model",
            Component component => Words.OfMember(component.Kind.ToString()).Replace('-', ' '),
            Model => "run's folder",
            List list => $"list of {list.Of}",
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
