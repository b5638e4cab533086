using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace RoCL.Contracts.Testing;

/// <summary>
/// A component with one of its options at an end of the range that it declares, one after the
/// other.
/// </summary>
internal static class OptionEnds
{
    // A count at its greatest, such as a million iterations, is a range's end that nobody waits
    // for.
    private const double MostOfACount = 16;

    /// <summary>Copies of a record; none where nothing declares a range.</summary>
    /// <param name="component">A component.</param>
    public static IEnumerable<(string What, T Component)> Of<T>(T component)
        where T : class =>
        from parameter in ConstructorOf(component.GetType())?.GetParameters() ?? []
        let range = parameter.GetCustomAttribute<RangeAttribute>()
        let property = component.GetType().GetProperty(parameter.Name ?? "")
        where range is not null && property?.SetMethod is not null
        let type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType
        where type == typeof(int) || type == typeof(long) || type == typeof(double) || type == typeof(float)
        from end in new[] { ("least", range.Minimum), ("greatest", range.Maximum) }
        let value = Convert.ToDouble(end.Item2, CultureInfo.InvariantCulture)
        where type == typeof(double) || type == typeof(float) || value <= MostOfACount
        select (
            string.Create(CultureInfo.InvariantCulture, $", {parameter.Name} at its {end.Item1}, {value}"),
            With(component, property, Convert.ChangeType(value, type, CultureInfo.InvariantCulture))
        );

    // What the language calls `with`, for a record whose type is not known here.
    private static T With<T>(T component, PropertyInfo property, object value)
        where T : class
    {
        var copy = component.GetType().GetMethod("<Clone>$")!.Invoke(component, null)!;
        property.SetValue(copy, value);
        return (T)copy;
    }

    private static ConstructorInfo? ConstructorOf(Type type) =>
        type.GetMethod("<Clone>$") is null
            ? null
            : type.GetConstructors()
                .Where(constructor => constructor.GetParameters() is not [var only] || only.ParameterType != type)
                .MaxBy(constructor => constructor.GetParameters().Length);
}
