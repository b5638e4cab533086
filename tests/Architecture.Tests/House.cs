using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Architecture.Tests;

/// <summary>The rooms of the house, as they were built.</summary>
internal static class House
{
    public static Assembly Contracts { get; } = typeof(RoCL.Contracts.IAttack).Assembly;

    public static Assembly Core { get; } = typeof(RoCL.Core.Plans.Plan).Assembly;

    public static Assembly Host { get; } = Assembly.Load("rocl");

    /// <summary>
    /// Every plugin that this project was built with: whatever stands in the folder <c>plugins</c>.
    /// </summary>
    public static IReadOnlyList<Assembly> Plugins { get; } =
    [
        .. Directory
            .EnumerateDirectories(Path.Combine(Repository.Folder, "plugins"))
            .Select(Path.GetFileName)
            .OfType<string>()
            .Where(name => File.Exists(Path.Combine(AppContext.BaseDirectory, $"{name}.dll")))
            .Select(Assembly.Load),
    ];

    /// <summary>The names of our own assemblies that an assembly refers to.</summary>
    public static IEnumerable<string> OwnReferences(Assembly assembly) =>
        assembly
            .GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Intersect([.. new[] { Contracts, Core, Host }.Concat(Plugins).Select(own => own.GetName().Name!)]);

    /// <summary>
    /// Every type of other assemblies that an assembly mentions, <c>Namespace.Type</c>, and every
    /// member that it uses, <c>Namespace.Type::Member</c>.
    /// </summary>
    public static IReadOnlySet<string> Mentions(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        return metadata
            .TypeReferences.Select(type => NameOf(metadata, type))
            .Concat(
                metadata
                    .MemberReferences.Select(metadata.GetMemberReference)
                    .Where(member => member.Parent.Kind == HandleKind.TypeReference)
                    .Select(member =>
                        $"{NameOf(metadata, (TypeReferenceHandle)member.Parent)}::{metadata.GetString(member.Name)}"
                    )
            )
            .ToHashSet();
    }

    private static string NameOf(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{NameOf(metadata, (TypeReferenceHandle)type.ResolutionScope)}/{metadata.GetString(type.Name)}"
            : $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
    }
}
