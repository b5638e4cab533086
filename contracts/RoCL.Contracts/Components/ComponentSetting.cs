using System.Collections;
using System.Globalization;
using System.Reflection;

namespace RoCL.Contracts;

/// <summary>One option of a component, as it is set.</summary>
/// <param name="Name">As recipes write it, such as <c>relativeStep</c>.</param>
/// <param name="Value">
/// Its value in a few words, such as <c>8/255</c>, <c>true</c> or <c>none</c>.
/// </param>
/// <param name="IsDefault">Whether it is what the option is when it is left out.</param>
public sealed record ComponentSetting(string Name, string Value, bool IsDefault)
{
    private const string None = "none";

    /// <summary>Whether it has a value at all.</summary>
    public bool IsSet => Value != None;

    /// <summary>
    /// All options of a component in their order: the parameters of its largest public constructor,
    /// each with the property of its name.
    /// </summary>
    /// <param name="component">The component.</param>
    public static IReadOnlyList<ComponentSetting> Of(object component)
    {
        var type = component.GetType();
        var parameters = type.GetConstructors()
            .Select(constructor => constructor.GetParameters())
            .Where(found => found is not [var only] || only.ParameterType != type)
            .OrderByDescending(found => found.Length)
            .FirstOrDefault([]);
        return [.. parameters.Select(parameter => Of(component, parameter)).OfType<ComponentSetting>()];
    }

    /// <summary>
    /// A component by its name, and in brackets the options that are not as they are when left out:
    /// <c>pgd (iterations 20, relativeStep 0.1)</c>.
    /// </summary>
    /// <param name="component">The component.</param>
    public static string ShortNameOf(object component) =>
        WithOptions(ComponentAttribute.NameOf(component), Of(component).Where(setting => !setting.IsDefault));

    /// <summary>
    /// A name, and some options in brackets; the name alone where there are none.
    /// </summary>
    /// <param name="name">The name.</param>
    /// <param name="settings">The options.</param>
    public static string WithOptions(string name, IEnumerable<ComponentSetting> settings)
    {
        var options = string.Join(", ", settings.Select(setting => $"{setting.Name} {setting.Value}"));
        return options.Length == 0 ? name : $"{name} ({options})";
    }

    private static ComponentSetting? Of(object component, ParameterInfo parameter)
    {
        if (parameter.Name is not { Length: > 0 } name)
            return null;
        if (component.GetType().GetProperty(name, BindingFlags.Public | BindingFlags.Instance) is not { } property)
            return null;
        var value = Text(property.GetValue(component));
        var isDefault = parameter.HasDefaultValue && value == Text(Default(parameter));
        return new(char.ToLowerInvariant(name[0]) + name[1..], value, isDefault);
    }

    // An enumeration's default is its number where the type may be left out.
    private static object? Default(ParameterInfo parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return parameter.DefaultValue is { } value && type.IsEnum ? Enum.ToObject(type, value) : parameter.DefaultValue;
    }

    private static string Text(object? value) =>
        value switch
        {
            null => None,
            bool truth => truth ? "true" : "false",
            double number => NumberText.Of(number),
            float number => NumberText.Of(number),
            Enum member => $"{member}".ToLowerInvariant(),
            string text => text,
            ThreatModel threat => $"{threat}",
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            IEnumerable list => $"[{string.Join(", ", list.Cast<object?>().Select(Text))}]",
            ITrainedModel => "another run's model",
            _ => ShortNameOf(value),
        };
}
