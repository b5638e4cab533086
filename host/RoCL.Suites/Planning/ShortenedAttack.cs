using System.Reflection;

namespace RoCL.Suites.Planning;

/// <summary>
/// An attack with a few iterations in place of many: what it takes stands for what all of them
/// take, in proportion.
/// </summary>
/// <param name="Attack">
/// The attack that is short; the attack itself where it has no long part.
/// </param>
/// <param name="Factor">How many times longer the whole attack takes, 1 or more.</param>
internal sealed record ShortenedAttack(IAttack Attack, double Factor)
{
    private const int Enough = 20;
    private const int Few = 10;
    private const string Copy = "<Clone>$";

    // The options of the shipped attacks that their time is proportional to; a plugin's attack that
    // calls its own otherwise is timed whole.
    private static readonly ImmutableArray<string> Lengths = ["Iterations", "Queries", "Steps"];

    /// <summary>The short form of an attack, and of those that it is made of.</summary>
    /// <param name="attack">The attack: a record, as attacks of plugins are.</param>
    public static ShortenedAttack Of(IAttack attack)
    {
        var longest = LongestOf(attack);
        if (longest <= Enough)
            return new(attack, 1);
        var factor = longest / (double)Few;
        return new(Shortened(attack, factor), factor);
    }

    private static int LongestOf(IAttack attack) =>
        PropertiesOf(attack)
            .Select(property =>
                property.GetValue(attack) switch
                {
                    int length when IsLength(property) => length,
                    IAttack inner => LongestOf(inner),
                    IReadOnlyList<IAttack> several => several.Select(LongestOf).DefaultIfEmpty().Max(),
                    _ => 0,
                }
            )
            .DefaultIfEmpty()
            .Max();

    private static IAttack Shortened(IAttack attack, double factor)
    {
        var copy = (IAttack)attack.GetType().GetMethod(Copy)!.Invoke(attack, [])!;
        foreach (var property in PropertiesOf(attack))
        {
            object? shorter = property.GetValue(attack) switch
            {
                int length when IsLength(property) => Math.Max(1, (int)Math.Ceiling(length / factor)),
                IAttack inner when LongestOf(inner) > 0 => Shortened(inner, factor),
                IReadOnlyList<IAttack> several when property.PropertyType.IsAssignableFrom(typeof(IAttack[])) => several
                    .Select(inner => LongestOf(inner) > 0 ? Shortened(inner, factor) : inner)
                    .ToArray(),
                _ => null,
            };
            if (shorter is not null)
                property.SetValue(copy, shorter);
        }

        return copy;
    }

    private static bool IsLength(PropertyInfo property) => Lengths.Contains(property.Name);

    // The options of a record are its properties, and only a record can be copied.
    private static IEnumerable<PropertyInfo> PropertiesOf(IAttack attack) =>
        attack.GetType().GetMethod(Copy) is null
            ? []
            : attack
                .GetType()
                .GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.CanWrite && property.GetIndexParameters().Length == 0);
}
