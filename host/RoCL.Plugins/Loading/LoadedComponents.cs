using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using RoCL.Core.Components;
using RoCL.Core.Guards;
using RoCL.Plugins.Binding;

namespace RoCL.Plugins.Loading;

/// <summary>
/// Components' code: a plugin's assembly is loaded when a component of it is asked for.
/// </summary>
/// <param name="loader">How.</param>
public sealed class LoadedComponents(IPluginLoader loader) : IComponentTypes
{
    /// <inheritdoc/>
    /// <remarks>As <see cref="Find"/>, and ROCL0223: a static constructor threw.</remarks>
    public Type Load(ComponentDescription component)
    {
        var type = Find(component);
        try
        {
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
            return type;
        }
        catch (TypeInitializationException thrown)
        {
            throw StaticConstructor(component, thrown.InnerException ?? thrown);
        }
        catch (Exception broken)
        {
            throw Broken(component, broken);
        }
    }

    /// <summary>
    /// The component's record type, with everything that it refers to there: its assembly is
    /// loaded, and none of its code runs.
    /// </summary>
    /// <exception cref="ProblemException">
    /// ROCL0221 an assembly is missing, ROCL0222 broken, ROCL0224 contracts of its own.
    /// </exception>
    public Type Find(ComponentDescription component)
    {
        try
        {
            var assembly = loader.Load(component.Plugin);
            if (Unresolved(assembly) is { Count: > 0 } missing)
                throw NotThere(component, string.Join(", ", missing), null);
            var type = assembly.GetType(component.TypeName, throwOnError: true)!;
            if (!Contract.Of(component.Kind).IsAssignableFrom(type))
                throw Foreign(component);
            return type;
        }
        catch (FileNotFoundException missing)
        {
            throw NotThere(component, missing.FileName?.Split(',')[0] ?? missing.Message, missing);
        }
        catch (Exception broken)
            when (broken
                    is TypeLoadException
                        or MissingMemberException
                        or BadImageFormatException
                        or IOException
                        or InvalidOperationException
            )
        {
            throw Broken(component, broken);
        }
    }

    // Only what the plugin itself refers to: a package's own references are often for platforms
    // that nobody is on.
    private static List<string> Unresolved(Assembly assembly)
    {
        var context = AssemblyLoadContext.GetLoadContext(assembly)!;
        return
        [
            .. assembly
                .GetReferencedAssemblies()
                .Where(reference => !Resolves(context, reference))
                .Select(reference => $"{reference.Name} {reference.Version}"),
        ];
    }

    private static bool Resolves(AssemblyLoadContext context, AssemblyName reference)
    {
        try
        {
            return context.LoadFromAssemblyName(reference) is not null;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    private static ProblemException NotThere(ComponentDescription component, string assembly, Exception? cause) =>
        Problem(
            component,
            "ROCL0221",
            $"The component needs {assembly}, which is neither in {PrivateDependencies.PlaceOf(component.Plugin)} "
                + "nor part of the "
                + "host.",
            "Put the assembly into the plugin's folder: a build with EnableDynamicLoading copies it there.",
            cause
        );

    private static ProblemException StaticConstructor(ComponentDescription component, Exception thrown) =>
        thrown is ProblemException own
            ? own
            : Problem(
                component,
                "ROCL0223",
                "The component throws before its first use, in a static constructor: "
                    + $"{thrown.GetType().Name}: {WhatOf(thrown)}",
                "The plugin's author has to repair it.",
                thrown
            );

    private static string WhatOf(Exception thrown) =>
        thrown is DllNotFoundException ? $"{LibraryFault.What(thrown)}." : thrown.Message.ReplaceLineEndings(" ");

    private static ProblemException Broken(ComponentDescription component, Exception broken) =>
        Problem(
            component,
            "ROCL0222",
            $"The component cannot be loaded: {broken.GetType().Name}: {broken.Message.ReplaceLineEndings(" ")}",
            $"Build it again, against RoCL.Contracts {HostPlatform.Here.Contracts.ToString(2)}.",
            broken
        );

    private static ProblemException Foreign(ComponentDescription component) =>
        Problem(
            component,
            "ROCL0224",
            $"The component implements a {Contract.Of(component.Kind).Name} that is not this host's.",
            "Take RoCL.Contracts.dll out of the plugin's folder.",
            null
        );

    private static ProblemException Problem(
        ComponentDescription component,
        string code,
        string what,
        string remedy,
        Exception? cause
    ) => new(new(code, $"plugin {component.Plugin}, {component.Name}", what, remedy), cause);
}
