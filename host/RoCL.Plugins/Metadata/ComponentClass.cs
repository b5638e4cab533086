using System.Reflection;
using System.Reflection.Metadata;
using System.Text.RegularExpressions;
using RoCL.Core;
using RoCL.Core.Components;

namespace RoCL.Plugins.Metadata;

/// <summary>One class with <see cref="ComponentAttribute"/>, as metadata.</summary>
/// <param name="Sound">
/// The component, once for every kind that it is of; empty when it cannot be used.
/// </param>
/// <param name="Fault">Why it cannot be used; without problems when it can.</param>
public sealed partial record ComponentClass(ImmutableArray<ComponentDescription> Sound, ComponentFault Fault)
{
    /// <summary>
    /// Reads every class that is a component; ROCL0265 where two of a kind have one name, and a
    /// recipe could not tell them apart.
    /// </summary>
    public static IReadOnlyList<ComponentClass> Read(MetadataReader metadata, PluginIdentity plugin)
    {
        var all = metadata.TypeDefinitions.SelectMany(type => Read(metadata, type, plugin)).ToList();
        var alike = all.SelectMany(read => read.Sound)
            .GroupBy(component => (component.Kind, component.Name))
            .Where(group => group.Count() > 1)
            .ToList();
        return
        [
            .. all.Where(read => !read.Sound.Any(component => alike.Exists(group => group.Contains(component)))),
            .. alike.Select(group => new ComponentClass(
                [],
                new(
                    group.Key.Name,
                    [
                        new(
                            "ROCL0265",
                            $"{plugin.Id}/{group.Key.Name}",
                            $"is the name of several classes: {string.Join(", ", group.Select(component => component.TypeName))}.",
                            "Give each component of a plugin a name of its own."
                        ),
                    ]
                )
            )),
        ];
    }

    /// <summary>Reads a class; nothing when it is no component.</summary>
    private static IEnumerable<ComponentClass> Read(
        MetadataReader metadata,
        TypeDefinitionHandle handle,
        PluginIdentity plugin
    )
    {
        var type = metadata.GetTypeDefinition(handle);
        return metadata
            .AttributesOf(type.GetCustomAttributes(), typeof(ComponentAttribute).FullName!)
            .Take(1)
            .Select(attribute =>
            {
                var (name, summary) = attribute.Texts(2) is [var first, var second]
                    ? (first ?? "", second ?? "")
                    : ("", "");
                var typeName = metadata.FullName(handle);
                var where = $"{plugin.Id}/{name}";
                var kinds = KindsOf(metadata, handle, plugin);
                var constructor = ConstructorOf(metadata, handle);
                var options = constructor is { } chosen ? ComponentOptions.Read(metadata, chosen, where) : [];
                ImmutableArray<Problem> problems =
                [
                    .. FaultsOf(type, name, kinds.Count, constructor)
                        .Select(fault => new Problem(
                            fault.Code,
                            where,
                            $"the class {typeName} {fault.What}",
                            fault.Remedy
                        )),
                    .. options.SelectMany(option => option.Problems),
                ];
                return new ComponentClass(
                    [
                        .. kinds
                            .Where(_ => problems.IsEmpty)
                            .Select(kind => new ComponentDescription(
                                kind,
                                name,
                                summary,
                                [.. options.Select(option => ((Result<OptionDescription>.Ok)option).Value)],
                                typeName,
                                plugin
                            )),
                    ],
                    new(name, problems)
                );
            });
    }

    // The core's own kinds are no contracts: only the core promises to keep up with them.
    private static List<ComponentKind> KindsOf(
        MetadataReader metadata,
        TypeDefinitionHandle handle,
        PluginIdentity plugin
    ) =>
        [
            .. metadata
                .InterfacesOf(handle)
                .Select(contract => Contract.KindOf(contract.Assembly, contract.Name))
                .OfType<ComponentKind>()
                .Distinct()
                .Where(kind =>
                    Contract.Of(kind).Assembly is var home
                    && (home == typeof(IEncoder).Assembly || home.GetName().Name == plugin.Id)
                ),
        ];

    private static IEnumerable<(string Code, string What, string Remedy)> FaultsOf(
        TypeDefinition type,
        string name,
        int kinds,
        MethodDefinitionHandle? constructor
    )
    {
        if (!Name().IsMatch(name))
        {
            yield return (
                "ROCL0217",
                $"calls itself \"{name}\", which recipes cannot name.",
                "Write small letters and digits, words joined by hyphens: nt-xent."
            );
        }

        if (kinds == 0)
        {
            yield return (
                "ROCL0214",
                "has [Component], but implements no contract.",
                "Implement one of IEncoder, IHead, IAugmentation, ILoss, IAttack, IDataset, IEvaluation, IMeasurement."
            );
        }

        if (type.Attributes.HasFlag(TypeAttributes.Abstract) || type.GetGenericParameters().Count > 0)
        {
            yield return (
                "ROCL0215",
                "has [Component], but is abstract or generic.",
                "Put [Component] on a class that can be constructed."
            );
        }
        else if (constructor is null)
        {
            yield return ("ROCL0215", "has no public constructor.", "Make it a record with public parameters.");
        }
    }

    /// <summary>
    /// The public constructor with the most parameters, the first of equals; never the one that
    /// copies.
    /// </summary>
    private static MethodDefinitionHandle? ConstructorOf(MetadataReader metadata, TypeDefinitionHandle handle) =>
        metadata
            .GetTypeDefinition(handle)
            .GetMethods()
            .Select(method => (Handle: method, Method: metadata.GetMethodDefinition(method)))
            .Where(found => IsPublicConstructor(metadata, found.Method))
            .Select(found =>
                (
                    found.Handle,
                    Parameters: metadata
                        .Sized(found.Method)
                        .DecodeSignature(new OptionSignatures(metadata), null)
                        .ParameterTypes
                )
            )
            .Where(constructor => constructor.Parameters is not [var only] || only.Name != metadata.FullName(handle))
            .OrderByDescending(constructor => constructor.Parameters.Length)
            .Select(constructor => (MethodDefinitionHandle?)constructor.Handle)
            .FirstOrDefault();

    private static bool IsPublicConstructor(MetadataReader metadata, MethodDefinition method) =>
        method.Attributes.HasFlag(MethodAttributes.Public | MethodAttributes.RTSpecialName)
        && !method.Attributes.HasFlag(MethodAttributes.Static)
        && metadata.StringComparer.Equals(method.Name, ".ctor");

    [GeneratedRegex("^[a-z0-9]+([.-][a-z0-9]+)*$")]
    private static partial Regex Name();
}
