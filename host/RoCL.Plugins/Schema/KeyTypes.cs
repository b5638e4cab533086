using RoCL.Core.Components;

namespace RoCL.Plugins.Schema;

/// <summary>Types of keys, and keys that several places have.</summary>
internal static class KeyTypes
{
    private const double Most = 1_000_000;

    /// <summary>A text.</summary>
    public static KeyType Text { get; } = new KeyType.Text();

    /// <summary>A list of texts.</summary>
    public static KeyType Texts { get; } = new KeyType.ListOf(Text);

    /// <summary>A length.</summary>
    public static KeyType Length { get; } = new KeyType.Length();

    /// <summary>The key <c>route</c> of a view.</summary>
    public static RecipeKey Route { get; } =
        new("route", Text, "the networks' own", "Batch-norm of this name, of its own for the view.");

    /// <summary>The key <c>views</c> of a loss.</summary>
    public static RecipeKey Views { get; } =
        new("views", Texts, "", "The views that the loss sees; a@teacher is view a as a teacher sees it.");

    /// <summary>The key <c>head</c> of a loss or a monitor.</summary>
    public static RecipeKey Head { get; } =
        new("head", Text, "the only head", "The head whose outputs are taken; features for none.");

    /// <summary>Some words.</summary>
    public static KeyType Words(params string[] words) => new KeyType.Choice([.. words]);

    /// <summary>A whole number.</summary>
    public static KeyType Whole(double low, double high = Most) => new KeyType.Number(low, high, IsWhole: true);

    /// <summary>A number.</summary>
    public static KeyType Number(double low, double high) => new KeyType.Number(low, high);

    /// <summary>A component.</summary>
    public static KeyType Component(ComponentKind kind, params RecipeKey[] beside) =>
        new KeyType.Component(kind, [.. beside]);

    /// <summary>A list of components.</summary>
    public static KeyType Components(ComponentKind kind, params RecipeKey[] beside) =>
        new KeyType.ListOf(Component(kind, beside));

    /// <summary>An object with these keys.</summary>
    public static KeyType Keys(params RecipeKey[] keys) => new KeyType.Keys([.. keys]);

    /// <summary>An object by names that the recipe gives.</summary>
    public static KeyType Named(KeyType value) => new KeyType.MapOf(value);

    /// <summary>One of several types.</summary>
    public static KeyType Either(params KeyType[] types) => new KeyType.Either([.. types]);
}
