using System.Globalization;
using System.Reflection;
using RoCL.Core.Components;
using RoCL.Core.Values;
using RoCL.Plugins.Metadata;
using MinLengthAttribute = System.ComponentModel.DataAnnotations.MinLengthAttribute;
using RangeAttribute = System.ComponentModel.DataAnnotations.RangeAttribute;

namespace Plugins.Tests.Metadata;

/// <summary>
/// What reflection over a loaded assembly says of its components: a second opinion on what the
/// reader finds in metadata.
/// </summary>
internal static class Reflected
{
    public static IEnumerable<ComponentDescription> Components(Assembly assembly, PluginAssembly read) =>
        from type in assembly.GetTypes()
        let said = type.GetCustomAttribute<ComponentAttribute>()
        where said is not null && read.Faults.All(fault => fault.Name != said.Name)
        from kind in Enum.GetValues<ComponentKind>()
        where Contract.Of(kind).IsAssignableFrom(type)
        orderby kind, said.Name
        select new ComponentDescription(kind, said.Name, said.Summary, Options(type), type.FullName!, read.Identity);

    /// <summary>
    /// One line for each option, since lists in records are compared by reference.
    /// </summary>
    public static IEnumerable<string> Lines(IEnumerable<ComponentDescription> components) =>
        components.SelectMany(component =>
            component
                .Options.Select(option => option with { Summary = null })
                .Select(option => option.ToString())
                .Prepend(
                    $"{component.Kind} {component.Name}: {component.Summary} ({component.TypeName}, {component.Plugin})"
                )
        );

    private static ValueList<OptionDescription> Options(Type type) =>
        [
            .. type.GetConstructors()
                .Select(made => made.GetParameters())
                .Where(given => given is not [var only] || only.ParameterType != type)
                .OrderByDescending(given => given.Length)
                .Take(1)
                .SelectMany(parameters => parameters.Select(Option)),
        ];

    private static OptionDescription Option(ParameterInfo parameter)
    {
        var range = parameter.GetCustomAttribute<RangeAttribute>();
        return new(
            char.ToLowerInvariant(parameter.Name![0]) + parameter.Name[1..],
            Kind(parameter.ParameterType),
            !parameter.IsOptional,
            parameter.IsOptional ? Default(parameter) : null,
            Bound(range?.Minimum),
            Bound(range?.Maximum)
        )
        {
            Fewest = parameter.GetCustomAttribute<MinLengthAttribute>()?.Length ?? 0,
            Excludes = [.. parameter.GetCustomAttributes<ExcludesAttribute>().Select(excluded => excluded.Option)],
            Needs =
            [
                .. parameter
                    .GetCustomAttributes<NeedsAttribute>()
                    .Select(need => new OptionNeed(need.Or is { } other ? [need.Option, other] : [need.Option])),
            ],
            IsDistinct = parameter.IsDefined(typeof(DistinctAttribute)),
            IsMeasuredHead = parameter.IsDefined(typeof(MeasuredHeadAttribute)),
        };
    }

    private static double? Bound(object? bound) =>
        bound is null ? null : Convert.ToDouble(bound, CultureInfo.InvariantCulture);

    private static string Default(ParameterInfo parameter) =>
        (Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType) is { IsEnum: true } choice
        && parameter.DefaultValue is { } value
            ? $"\"{Words.OfMember(Enum.GetName(choice, Enum.ToObject(choice, value))!)}\""
            : Literal.Of(parameter.DefaultValue);

    private static OptionType Kind(Type type) =>
        type switch
        {
            _ when Nullable.GetUnderlyingType(type) is { } inner => Kind(inner),
            _ when type == typeof(double) || type == typeof(float) => new OptionType.Real(),
            _ when type == typeof(int) => new OptionType.Whole(),
            _ when type == typeof(long) => new OptionType.Whole(-(1L << 53), 1L << 53),
            _ when type == typeof(string) => new OptionType.Text(),
            _ when type == typeof(bool) => new OptionType.Truth(),
            _ when type == typeof(ThreatModel) => new OptionType.Threat(),
            _ when type == typeof(ITrainedModel) => new OptionType.Model(),
            { IsEnum: true } => new OptionType.Choice([
                .. type.GetFields(BindingFlags.Public | BindingFlags.Static)
                    .Select(field => Words.OfMember(field.Name)),
            ]),
            { IsArray: true } => new OptionType.List(Kind(type.GetElementType()!)),
            { IsGenericType: true } => new OptionType.List(Kind(type.GetGenericArguments()[0])),
            _ => new OptionType.Component(
                Enum.GetValues<ComponentKind>().Single(kind => Contract.Of(kind).IsAssignableFrom(type))
            ),
        };
}
