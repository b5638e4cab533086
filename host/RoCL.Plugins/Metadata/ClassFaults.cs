using System.Reflection;
using System.Reflection.Metadata;
using System.Text.RegularExpressions;
using RoCL.Core.Components;

namespace RoCL.Plugins.Metadata;

/// <summary>
/// Why a class with <see cref="ComponentAttribute"/> cannot be used as a component.
/// </summary>
/// <param name="Where">The plugin and the component, as messages name them.</param>
/// <param name="TypeName">The class.</param>
internal sealed partial record ClassFaults(string Where, string TypeName)
{
    /// <summary>
    /// ROCL0217 a name that recipes cannot write, ROCL0214 no contract, ROCL0215 nothing that can
    /// be constructed.
    /// </summary>
    /// <param name="type">The class.</param>
    /// <param name="name">The component's name.</param>
    /// <param name="kinds">The number of contracts that the class implements.</param>
    /// <param name="constructor">The constructor with the options, where there is one.</param>
    public IEnumerable<Problem> Of(TypeDefinition type, string name, int kinds, MethodDefinitionHandle? constructor)
    {
        if (!Name().IsMatch(name))
        {
            yield return Fault(
                "ROCL0217",
                $"The class {TypeName} calls itself \"{name}\", which recipes cannot name.",
                "Write small letters and digits, words joined by hyphens: nt-xent."
            );
        }

        if (kinds == 0)
        {
            yield return Fault(
                "ROCL0214",
                $"The class {TypeName} has [Component], but implements no contract.",
                $"Let the class implement, or derive from, one of {string.Join(", ", Contract.Names)}."
            );
        }

        if (type.Attributes.HasFlag(TypeAttributes.Abstract) || type.GetGenericParameters().Count > 0)
        {
            yield return Fault(
                "ROCL0215",
                $"The class {TypeName} has [Component], but is abstract or generic.",
                "Put [Component] on a class that can be constructed."
            );
        }
        else if (constructor is null)
        {
            yield return Fault(
                "ROCL0215",
                $"The class {TypeName} has no public constructor.",
                "Make it a record with public parameters."
            );
        }
    }

    private Problem Fault(string code, string what, string remedy) => new(code, Where, what, remedy);

    [GeneratedRegex("^[a-z0-9]+([.-][a-z0-9]+)*$")]
    private static partial Regex Name();
}
