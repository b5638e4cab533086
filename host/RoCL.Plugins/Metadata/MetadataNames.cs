using System.Globalization;
using System.Reflection;
using System.Reflection.Metadata;

namespace RoCL.Plugins.Metadata;

/// <summary>Names of types in metadata, and what types say about themselves.</summary>
internal static class MetadataNames
{
    private const int DeepestChain = 64;

    /// <summary>As reflection writes it: <c>Namespace.Outer+Inner</c>.</summary>
    public static string FullName(this MetadataReader metadata, TypeDefinitionHandle handle) =>
        string.Join(
            '+',
            Chain(handle, type => metadata.GetTypeDefinition(type).GetDeclaringType(), type => type.IsNil)
                .Reverse()
                .Select(metadata.GetTypeDefinition)
                .Select(type => Dotted(metadata, type.Namespace, type.Name))
        );

    /// <summary>The assembly that a referenced type lives in, and its full name.</summary>
    public static (string? Assembly, string Name) Reference(this MetadataReader metadata, TypeReferenceHandle handle)
    {
        var chain = Chain(handle, type => OuterOf(metadata, type), type => type.IsNil)
            .Reverse()
            .Select(metadata.GetTypeReference)
            .ToList();
        var assembly = chain[0].ResolutionScope is { Kind: HandleKind.AssemblyReference } scope
            ? metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)scope).Name)
            : null;
        return (assembly, string.Join('+', chain.Select(type => Dotted(metadata, type.Namespace, type.Name))));
    }

    /// <summary>Assembly and full name of any type that is not composed of others.</summary>
    public static (string? Assembly, string Name) Named(this MetadataReader metadata, EntityHandle handle) =>
        handle.Kind switch
        {
            HandleKind.TypeDefinition => (
                metadata.GetString(metadata.GetAssemblyDefinition().Name),
                metadata.FullName((TypeDefinitionHandle)handle)
            ),
            HandleKind.TypeReference => metadata.Reference((TypeReferenceHandle)handle),
            _ => (null, ""),
        };

    /// <summary>
    /// The interfaces and the base classes of a class and of those of its ancestors that live in
    /// the same assembly.
    /// </summary>
    public static IEnumerable<(string? Assembly, string Name)> ContractsOf(
        this MetadataReader metadata,
        TypeDefinitionHandle handle
    ) =>
        Chain(handle, type => AncestorOf(metadata, type), type => type.IsNil)
            .Select(metadata.GetTypeDefinition)
            .SelectMany(type =>
                type.GetInterfaceImplementations()
                    .Select(implemented => metadata.GetInterfaceImplementation(implemented).Interface)
                    .Append(type.BaseType)
            )
            .Where(contract => !contract.IsNil)
            .Select(contract => metadata.Named(contract));

    /// <summary>
    /// The members of an enumeration with their values, in their order; none for any other type.
    /// </summary>
    public static ImmutableArray<(string Name, long Value)> MembersOfEnumeration(
        this MetadataReader metadata,
        TypeDefinitionHandle handle
    )
    {
        var type = metadata.GetTypeDefinition(handle);
        if (type.BaseType.IsNil || metadata.Named(type.BaseType).Name != "System.Enum")
            return [];
        return
        [
            .. type.GetFields()
                .Select(metadata.GetFieldDefinition)
                .Where(field => field.Attributes.HasFlag(FieldAttributes.Literal))
                .Select(field => (metadata.GetString(field.Name), ValueOf(metadata, field))),
        ];
    }

    private static long ValueOf(MetadataReader metadata, FieldDefinition field)
    {
        var constant = metadata.GetConstant(field.GetDefaultValue());
        var value = metadata.GetBlobReader(constant.Value).ReadConstant(constant.TypeCode);
        return Convert.ToInt64(value, CultureInfo.InvariantCulture);
    }

    private static TypeReferenceHandle OuterOf(MetadataReader metadata, TypeReferenceHandle type) =>
        metadata.GetTypeReference(type).ResolutionScope is { Kind: HandleKind.TypeReference } outer
            ? (TypeReferenceHandle)outer
            : default;

    private static TypeDefinitionHandle AncestorOf(MetadataReader metadata, TypeDefinitionHandle type) =>
        metadata.GetTypeDefinition(type).BaseType is { IsNil: false, Kind: HandleKind.TypeDefinition } ancestor
            ? (TypeDefinitionHandle)ancestor
            : default;

    private static string Dotted(MetadataReader metadata, StringHandle space, StringHandle name) =>
        space.IsNil ? metadata.GetString(name) : $"{metadata.GetString(space)}.{metadata.GetString(name)}";

    // A handle, the next, and so on. Damaged metadata may go round in circles.
    private static IEnumerable<T> Chain<T>(T first, Func<T, T> next, Func<T, bool> ended)
    {
        var depth = 0;
        for (var link = first; !ended(link); link = next(link))
        {
            if (depth == DeepestChain)
                throw new BadImageFormatException("a type that is its own ancestor");
            yield return link;
            depth++;
        }
    }
}
