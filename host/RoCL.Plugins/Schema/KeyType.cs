using System.Globalization;
using RoCL.Core.Components;

namespace RoCL.Plugins.Schema;

/// <summary>The values that a key of a recipe or a suite takes: a closed family.</summary>
public abstract record KeyType
{
    private KeyType() { }

    /// <summary>
    /// A number, a fraction such as <c>"8/255"</c>, or a schedule where it may change.
    /// </summary>
    /// <param name="Low">The least value.</param>
    /// <param name="High">The greatest value.</param>
    /// <param name="IsWhole">Whether it is a whole number.</param>
    public sealed record Number(double Low, double High, bool IsWhole = false) : KeyType;

    /// <summary>A text.</summary>
    public sealed record Text : KeyType;

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public sealed record Truth : KeyType;

    /// <summary>A length of training or of time, such as <c>"2 epochs"</c>.</summary>
    public sealed record Length : KeyType;

    /// <summary>One of a few words.</summary>
    public sealed record Choice(ImmutableArray<string> Words) : KeyType;

    /// <summary>A threat model.</summary>
    public sealed record Threat : KeyType;

    /// <summary>A component: its name, or an object with its options.</summary>
    /// <param name="Kind">What it is for.</param>
    /// <param name="Beside">The keys that stand beside the options at this place.</param>
    public sealed record Component(ComponentKind Kind, ImmutableArray<RecipeKey> Beside) : KeyType;

    /// <summary>A list, or one of its members alone.</summary>
    /// <param name="Member">What a member is.</param>
    /// <param name="Fewest">How many members a list has at least.</param>
    public sealed record ListOf(KeyType Member, int Fewest = 0) : KeyType;

    /// <summary>An object whose keys are names that the recipe gives.</summary>
    public sealed record MapOf(KeyType Value) : KeyType;

    /// <summary>An object with these keys.</summary>
    public sealed record Keys(ImmutableArray<RecipeKey> Members) : KeyType;

    /// <summary>An object with any keys, such as what a suite sets.</summary>
    public sealed record Settings : KeyType;

    /// <summary>A whole recipe.</summary>
    public sealed record Recipe : KeyType;

    /// <summary>One of several types.</summary>
    public sealed record Either(ImmutableArray<KeyType> Types) : KeyType;

    /// <summary>As the page names it.</summary>
    public sealed override string ToString() =>
        this switch
        {
            Number number => $"{(number.IsWhole ? "whole number" : "number")}{Range(number)}",
            Text => "text",
            Truth => "true or false",
            Length => "length, such as \"2 epochs\"",
            Choice choice => string.Join(", ", choice.Words.Select(word => $"\"{word}\"")),
            Threat => "threat model",
            Component component => Words.OfMember(component.Kind.ToString()).Replace('-', ' '),
            ListOf list => $"list of {list.Member}",
            MapOf map => $"by name: {map.Value}",
            Keys => "object",
            Settings => "object of settings",
            Recipe => "recipe",
            Either either => string.Join("; or ", either.Types),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static string Range(Number number)
    {
        var low = number.Low.ToString("0.######", CultureInfo.InvariantCulture);
        return number.High >= RecipeKeys.NoLimit
            ? $", {low} or more"
            : string.Create(CultureInfo.InvariantCulture, $", {low} to {number.High:0.######}");
    }
}

/// <summary>A key of a recipe or a suite.</summary>
/// <param name="Name">The key.</param>
/// <param name="Type">The values that it takes.</param>
/// <param name="Default">What holds without it, as text.</param>
/// <param name="Summary">What it is for.</param>
/// <param name="Example">A line of a recipe; empty where the key stands inside another one.</param>
public sealed record RecipeKey(string Name, KeyType Type, string Default, string Summary, string Example = "");
