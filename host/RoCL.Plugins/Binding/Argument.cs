using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using RoCL.Core.Components;

namespace RoCL.Plugins.Binding;

/// <summary>Turns what a recipe says into what a constructor takes.</summary>
internal static class Argument
{
    /// <summary>Converts a value; false when it does not fit.</summary>
    /// <param name="given">
    /// A number, a text, a truth value, a word, an object, a sequence of these, or
    /// <see langword="null"/>.
    /// </param>
    /// <param name="target">The parameter's type.</param>
    /// <param name="value">
    /// The converted value. <see langword="null"/> stands for the default of a value type such as
    /// an immutable array.
    /// </param>
    public static bool TryConvert(object? given, Type target, out object? value)
    {
        value = null;
        if (given is null)
            return !target.IsValueType || target.IsGenericType;
        if (Nullable.GetUnderlyingType(target) is { } inner)
            return TryConvert(given, inner, out value);
        value = given switch
        {
            _ when target.IsEnum => Member(given, target),
            _ when MemberOf(target) is { } member && given is IEnumerable and not string => Sequence(
                (IEnumerable)given,
                target,
                member
            ),
            double or float or int or long => Number(given, target),
            _ => target.IsInstanceOfType(given) ? given : null,
        };
        return value is not null;
    }

    /// <summary>
    /// What C# gives a parameter that is left out. Reflection alone would hand a number to a
    /// nullable enumeration.
    /// </summary>
    public static object? DefaultOf(ParameterInfo parameter) =>
        parameter.DefaultValue is { } value
        && Nullable.GetUnderlyingType(parameter.ParameterType) is { IsEnum: true } choice
            ? Enum.ToObject(choice, value)
            : parameter.DefaultValue;

    private static object? Member(object given, Type target)
    {
        if (given is not string word)
            return target.IsInstanceOfType(given) ? given : null;
        var named = Array.Find(Enum.GetNames(target), name => Words.OfMember(name) == word);
        return named is null ? null : Enum.Parse(target, named);
    }

    // Schedules give real numbers where a whole one is wanted: the nearest, halves away from zero.
    private static object? Number(object given, Type target)
    {
        var real = Convert.ToDouble(given, CultureInfo.InvariantCulture);
        var rounded = Math.Round(real, MidpointRounding.AwayFromZero);
        return target switch
        {
            _ when target == typeof(double) => real,
            _ when target == typeof(float) => IsKept(real, (float)real) ? (float)real : null,
            _ when target == typeof(int) => rounded is >= int.MinValue and <= int.MaxValue ? (int)rounded : null,
            _ when target == typeof(long) => given switch
            {
                long or int => Convert.ToInt64(given, CultureInfo.InvariantCulture),
                _ when rounded is >= long.MinValue and < long.MaxValue => (long)rounded,
                _ => null,
            },
            _ => null,
        };
    }

    // A narrower number rounds, but makes neither infinity nor 0 of anything else.
    private static bool IsKept(double real, float narrow) =>
        float.IsFinite(narrow) == double.IsFinite(real) && (narrow == 0) == (real == 0);

    private static Type? MemberOf(Type target) =>
        target switch
        {
            { IsArray: true } => target.GetElementType(),
            { IsGenericType: true } when Lists.Contains(target.GetGenericTypeDefinition()) =>
                target.GetGenericArguments()[0],
            _ => null,
        };

    private static object? Sequence(IEnumerable given, Type target, Type member)
    {
        var values = given
            .Cast<object?>()
            .Select(item => (Fits: TryConvert(item, member, out var value), Value: value))
            .ToList();
        if (!values.TrueForAll(value => value.Fits))
            return null;
        var array = Array.CreateInstance(member, values.Count);
        for (var i = 0; i < array.Length; i++)
            array.SetValue(values[i].Value, i);
        return target.IsValueType ? Freeze.MakeGenericMethod(member).Invoke(null, [array]) : array;
    }

    private static readonly ImmutableArray<Type> Lists = [typeof(ImmutableArray<>), typeof(IReadOnlyList<>)];

    private static readonly MethodInfo Freeze = typeof(ImmutableCollectionsMarshal).GetMethod(
        nameof(ImmutableCollectionsMarshal.AsImmutableArray)
    )!;
}
