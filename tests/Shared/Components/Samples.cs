using System.Collections.Immutable;
using RangeAttribute = System.ComponentModel.DataAnnotations.RangeAttribute;

namespace Shared.Components;

/// <summary>How a sample rounds; values are none that a position in the list could give.</summary>
public enum Rounding
{
    Down = 3,
    ToNearest = 7,
    HalfAwayFromZero = -1,
    DLRTargeted = 9,
}

/// <summary>A component with an option of every kind.</summary>
[Component("every-option", "An option of every kind")]
public sealed record EveryOption(
    int Required,
    double Step = 2.0 / 255,
    [Range(0.5, 2)] float Factor = 0.1f,
    [Range(1, 9)] long Many = 5_000_000_000,
    string Name = "a \"b\" ü",
    bool Flag = true,
    Rounding Rounding = Rounding.DLRTargeted,
    Rounding? Perhaps = Rounding.Down,
    Split Split = Split.Test,
    double? Limit = null,
    int? Count = 3,
    string? Path = null,
    ThreatModel? Threat = null,
    IAttack? Inner = null,
    ImmutableArray<double> Weights = default,
    IReadOnlyList<string>? Names = null,
    int[]? Widths = null,
    IReadOnlyList<IAugmentation>? Pipeline = null,
    ImmutableArray<Rounding>? Roundings = null,
    ITrainedModel? Teacher = null,
    IReadOnlyList<ITrainedModel>? Teachers = null
) : IAugmentation
{
    public Tensor Apply(Tensor images, Rng random) => images;
}

/// <summary>A class whose options are those of its largest public constructor.</summary>
[Component("of-a-class", "A class with constructors")]
public sealed class OfAClass : IContrastiveLoss
{
    public OfAClass()
        : this(0) { }

    public OfAClass(OfAClass other)
        : this(other.Temperature, other.Views) { }

    /// <summary>Makes one.</summary>
    /// <param name="temperature">The temperature.</param>
    /// <param name="views">The views.</param>
    public OfAClass(double temperature, int views = 2)
    {
        Temperature = temperature;
        Views = views;
    }

    internal OfAClass(double temperature, int views, int hidden)
        : this(temperature + hidden, views) { }

    public double Temperature { get; }

    public int Views { get; }

    public Tensor Of(IReadOnlyList<Tensor> views) => views[0];
}

public static class Outer
{
    [Component("nested", "Inside another class; an encoder and a head")]
    internal sealed record Nested : IEncoder, IHead
    {
        public nn.Module<Tensor, Tensor> Build(ImageShape shape) => nn.Identity();

        public nn.Module<Tensor, Tensor> Build(int features, int classes) => nn.Identity();
    }
}

public abstract record Ancestor : IAugmentation
{
    public Tensor Apply(Tensor images, Rng random) => images;
}

[Component("heir", "Implements its contract through an ancestor")]
public sealed record Heir(int Depth = 1) : Ancestor;

[Component("no-contract", "Implements nothing")]
public sealed record NoContract;

[Component("is-abstract", "Cannot be made")]
public abstract record IsAbstract : IAugmentation
{
    public abstract Tensor Apply(Tensor images, Rng random);
}

[Component("is-generic", "Cannot be made")]
public sealed record IsGeneric<T>(int Depth = 1) : IAugmentation
{
    public Tensor Apply(Tensor images, Rng random) => images;
}

[Component("is-hidden", "Has no public constructor")]
public sealed class IsHidden : IAugmentation
{
    private IsHidden() { }

    public Tensor Apply(Tensor images, Rng random) => images;
}

[Component("odd-options", "Options that no recipe can write")]
public sealed record OddOptions(
    Dictionary<string, int>? Table = null,
    Uri? Address = null,
    decimal Price = 1,
    int Fine = 2
) : IAugmentation
{
    public Tensor Apply(Tensor images, Rng random) => images;
}

[Component("Odd Name", "Recipes could not write it")]
public sealed record OddName : IAugmentation
{
    public Tensor Apply(Tensor images, Rng random) => images;
}

[Component("named-twice", "One of two")]
public sealed record NamedTwice : IAugmentation
{
    public Tensor Apply(Tensor images, Rng random) => images;
}

[Component("named-twice", "The other of two")]
public sealed record NamedTwiceToo : IAugmentation
{
    public Tensor Apply(Tensor images, Rng random) => images;
}

[Component("throws", "Its constructor throws")]
public sealed record Throws(bool AProblem = false) : IAugmentation
{
    private readonly string _text = AProblem
        ? throw new ProblemException(new("ROCL0399", "here", "is wrong.", "Repair it."))
        : throw new FormatException("two\nlines");

    public Tensor Apply(Tensor images, Rng random) => _text.Length > 0 ? images : -images;
}

[Component("throws-first", "Its static constructor throws")]
public sealed class ThrowsFirst : IAugmentation
{
    private static readonly string Table;

    static ThrowsFirst() => Table = Environment.NewLine.Length > 0 ? throw new FileNotFoundException("no table") : "";

    public Tensor Apply(Tensor images, Rng random) => Table.Length > 0 ? images : -images;
}
