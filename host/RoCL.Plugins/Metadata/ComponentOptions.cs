using System.Globalization;
using System.Reflection;
using System.Reflection.Metadata;
using RoCL.Core;
using RoCL.Core.Components;

namespace RoCL.Plugins.Metadata;

/// <summary>A constructor's parameters, as a component's options.</summary>
internal static class ComponentOptions
{
    /// <summary>
    /// One result for each parameter, in order; ROCL0216 for a parameter that no recipe could give.
    /// </summary>
    public static ImmutableArray<Result<OptionDescription>> Read(
        MetadataReader metadata,
        MethodDefinitionHandle constructor,
        string component
    )
    {
        var method = metadata.GetMethodDefinition(constructor);
        var shapes = method.DecodeSignature(new OptionSignatures(metadata), null).ParameterTypes;
        var parameters = method
            .GetParameters()
            .Select(metadata.GetParameter)
            .ToLookup(parameter => parameter.SequenceNumber);
        return [.. shapes.Select((shape, i) => Read(metadata, parameters[i + 1].First(), shape, component))];
    }

    private static Result<OptionDescription> Read(
        MetadataReader metadata,
        Parameter parameter,
        OptionShape shape,
        string component
    )
    {
        var name = Words.OfOption(metadata.GetString(parameter.Name));
        if (shape.Type is not { } type)
        {
            return new Problem(
                "ROCL0216",
                $"{component}, option {name}",
                $"The type of the option, {shape.Name}, cannot be written in a recipe.",
                "Use numbers, texts, truth values, enumerations of your own, threat models, components, "
                    + "models of other runs, or lists of these."
            );
        }

        var required = !parameter.Attributes.HasFlag(ParameterAttributes.Optional);
        var (low, high) = RangeOf(metadata, parameter);
        return new OptionDescription(
            name,
            type,
            required,
            required ? null : DefaultOf(metadata, parameter, shape),
            low,
            high
        )
        {
            Fewest = FewestOf(metadata, parameter),
            Excludes = [.. TextsOf(metadata, parameter, typeof(ExcludesAttribute), 1)],
            Needs =
            [
                .. metadata
                    .AttributesOf(parameter.GetCustomAttributes(), typeof(NeedsAttribute).FullName!)
                    .Select(need => new OptionNeed([.. need.Texts(2).OfType<string>()])),
            ],
            IsDistinct = Has(metadata, parameter, typeof(DistinctAttribute)),
            IsMeasuredHead = Has(metadata, parameter, typeof(MeasuredHeadAttribute)),
        };
    }

    private static bool Has(MetadataReader metadata, Parameter parameter, Type attribute) =>
        metadata.AttributesOf(parameter.GetCustomAttributes(), attribute.FullName!).Any();

    private static IEnumerable<string> TextsOf(
        MetadataReader metadata,
        Parameter parameter,
        Type attribute,
        int count
    ) =>
        metadata
            .AttributesOf(parameter.GetCustomAttributes(), attribute.FullName!)
            .SelectMany(written => written.Texts(count))
            .OfType<string>();

    private static string DefaultOf(MetadataReader metadata, Parameter parameter, OptionShape shape)
    {
        if (parameter.GetDefaultValue() is { IsNil: true })
            return "null";
        var constant = metadata.GetConstant(parameter.GetDefaultValue());
        var value = metadata.GetBlobReader(constant.Value).ReadConstant(constant.TypeCode);
        var word = value is null
            ? null
            : shape.Words?.GetValueOrDefault(Convert.ToInt64(value, CultureInfo.InvariantCulture));
        return Literal.Of(word ?? value);
    }

    private static (double? Low, double? High) RangeOf(MetadataReader metadata, Parameter parameter) =>
        metadata
            .AttributesOf(parameter.GetCustomAttributes(), "System.ComponentModel.DataAnnotations.RangeAttribute")
            .Select(range => range.Numbers() is [.., var low, var high] ? (low, high) : default)
            .FirstOrDefault();

    private static int FewestOf(MetadataReader metadata, Parameter parameter) =>
        metadata
            .AttributesOf(parameter.GetCustomAttributes(), "System.ComponentModel.DataAnnotations.MinLengthAttribute")
            .Select(length => (int)(length.Numbers()[0] ?? 0))
            .FirstOrDefault();
}
