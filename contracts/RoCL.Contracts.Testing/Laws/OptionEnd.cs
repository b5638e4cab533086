using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace RoCL.Contracts.Testing;

/// <summary>A component with one of its options at an end of the range that it declares.</summary>
/// <param name="Description">
/// Which option and which end, such as <c>, Step at its least, 0</c>: the end of a case's line.
/// </param>
/// <param name="Component">A copy of the component with that option.</param>
internal sealed record OptionEnd<T>(string Description, T Component)
    where T : class;

/// <summary>Finds the ends of a component's options.</summary>
internal static class OptionEnd
{
    // A count at its end, such as a million iterations, takes too long.
    private const double LargestCount = 16;

    /// <summary>
    /// Copies of a record, each with one numeric option at one end of its range; none where no
    /// option declares a range.
    /// </summary>
    /// <param name="component">The component.</param>
    public static IEnumerable<OptionEnd<T>> Of<T>(T component)
        where T : class =>
        from parameter in ConstructorOf(component.GetType())?.GetParameters() ?? []
        let range = parameter.GetCustomAttribute<RangeAttribute>()
        let property = component.GetType().GetProperty(parameter.Name ?? "")
        where range is not null && property?.SetMethod is not null
        let type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType
        where IsReal(type) || IsCount(type)
        from end in new[] { (Name: "least", Value: range.Minimum), (Name: "greatest", Value: range.Maximum) }
        let value = Convert.ToDouble(end.Value, CultureInfo.InvariantCulture)
        where IsReal(type) || value <= LargestCount
        select new OptionEnd<T>(
            string.Create(CultureInfo.InvariantCulture, $", {parameter.Name} at its {end.Name}, {value}"),
            With(component, property, Convert.ChangeType(value, type, CultureInfo.InvariantCulture))
        );

    private static bool IsReal(Type type) => type == typeof(double) || type == typeof(float);

    private static bool IsCount(Type type) => type == typeof(int) || type == typeof(long);

    // The `with` of the language, for a record that is known at run time only.
    private static T With<T>(T component, PropertyInfo property, object value)
        where T : class
    {
        var copy = component.GetType().GetMethod("<Clone>$")!.Invoke(component, null)!;
        property.SetValue(copy, value);
        return (T)copy;
    }

    // The constructor that holds a record's options; null for a class that is no record.
    private static ConstructorInfo? ConstructorOf(Type type)
    {
        if (type.GetMethod("<Clone>$") is null)
            return null;
        return type.GetConstructors()
            .Where(constructor => !IsCopyConstructor(constructor, type))
            .MaxBy(constructor => constructor.GetParameters().Length);
    }

    private static bool IsCopyConstructor(ConstructorInfo constructor, Type type) =>
        constructor.GetParameters() is [var only] && only.ParameterType == type;
}
