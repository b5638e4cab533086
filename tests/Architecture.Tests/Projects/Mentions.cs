using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Architecture.Tests.Projects;

/// <summary>What an assembly of the product uses, what the compiler added to it included.</summary>
internal static class Mentions
{
    /// <summary>
    /// Every type of other assemblies that an assembly mentions, <c>Namespace.Type</c>, and every
    /// member that it uses, <c>Namespace.Type::Member</c>.
    /// </summary>
    public static IReadOnlySet<string> Of(Stream assembly)
    {
        using var file = new PEReader(assembly);
        var metadata = file.GetMetadataReader();
        var members = metadata
            .MemberReferences.Select(metadata.GetMemberReference)
            .Where(member => member.Parent.Kind == HandleKind.TypeReference)
            .Select(member =>
                $"{NameOf(metadata, (TypeReferenceHandle)member.Parent)}::{metadata.GetString(member.Name)}"
            );
        return metadata.TypeReferences.Select(type => NameOf(metadata, type)).Concat(members).ToHashSet();
    }

    private static string NameOf(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{NameOf(metadata, (TypeReferenceHandle)type.ResolutionScope)}/{metadata.GetString(type.Name)}"
            : $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
    }
}
