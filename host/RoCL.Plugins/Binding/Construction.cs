using System.Reflection;
using RoCL.Core.Components;

namespace RoCL.Plugins.Binding;

/// <summary>Makes a component from the values of its options.</summary>
public static class Construction
{
    /// <summary>
    /// Calls the constructor whose parameters <c>ComponentReader</c> calls the options; what
    /// is not given keeps its default.
    /// </summary>
    /// <param name="type">The component's record type.</param>
    /// <param name="options">
    /// Values by option name: numbers, texts, truth values, words of enumerations, threat models,
    /// components, and lists of these.
    /// </param>
    /// <exception cref="ProblemException">
    /// ROCL0220: a value does not fit, or the constructor threw. A component's own problem comes
    /// through as it is.
    /// </exception>
    public static object Create(Type type, IReadOnlyDictionary<string, object?> options)
    {
        var constructor =
            ConstructorOf(type)
            ?? throw Fault(
                type,
                "The component has no public constructor.",
                "Make it a record with public parameters."
            );
        var parameters = constructor.GetParameters();
        if (options.Keys.Except(parameters.Select(NameOf)).FirstOrDefault() is { } unknown)
        {
            throw Fault(
                type,
                $"The component has no option \"{unknown}\".",
                $"Its options: {string.Join(", ", parameters.Select(NameOf))}."
            );
        }

        var values = parameters.Select(parameter => ValueOf(type, parameter, options)).ToArray();
        try
        {
            return constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, values, null);
        }
        catch (Exception thrown)
            when (thrown is not (ProblemException or OperationCanceledException or OutOfMemoryException))
        {
            throw Thrown(type, thrown);
        }
    }

    private static ConstructorInfo? ConstructorOf(Type type) =>
        type.GetConstructors()
            .Where(constructor => constructor.GetParameters() is not [var only] || only.ParameterType != type)
            .OrderByDescending(constructor => constructor.GetParameters().Length)
            .FirstOrDefault();

    private static string NameOf(ParameterInfo parameter) => Words.OfOption(parameter.Name ?? "");

    private static object? ValueOf(Type type, ParameterInfo parameter, IReadOnlyDictionary<string, object?> options)
    {
        if (!options.TryGetValue(NameOf(parameter), out var given))
        {
            return parameter.HasDefaultValue
                ? Argument.DefaultOf(parameter)
                : throw Fault(
                    type,
                    $"The option \"{NameOf(parameter)}\" has no default.",
                    "Give it a value in the recipe."
                );
        }

        return Argument.TryConvert(given, parameter.ParameterType, out var value)
            ? value
            : throw Fault(
                type,
                $"The option \"{NameOf(parameter)}\" cannot be {Literal.Of(given)}.",
                "Give it a value of the kind that `rocl plugins` names."
            );
    }

    // The message says what a static constructor threw, not that one threw.
    private static ProblemException Thrown(Type type, Exception thrown) =>
        thrown switch
        {
            TypeInitializationException { InnerException: ProblemException own } => own,
            TypeInitializationException { InnerException: { } inner } => Thrown(type, inner),
            TargetInvocationException { InnerException: { } inner } => Thrown(type, inner),
            _ => Fault(
                type,
                $"The component's constructor threw {thrown.GetType().Name}: {thrown.Message.ReplaceLineEndings(" ")}",
                "Other options may help; else the plugin's author has to.",
                thrown
            ),
        };

    private static ProblemException Fault(Type type, string what, string remedy, Exception? cause = null)
    {
        var assembly = type.Assembly.GetName();
        var version =
            type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? $"{assembly.Version}";
        var plugin = new PluginIdentity(assembly.Name ?? "", version, type.Assembly.Location);
        return new(
            new(
                "ROCL0220",
                $"{plugin}, {type.GetCustomAttribute<ComponentAttribute>()?.Name ?? type.Name}",
                what,
                remedy
            ),
            cause
        );
    }
}
