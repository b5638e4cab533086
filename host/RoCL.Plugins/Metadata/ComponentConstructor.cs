using System.Reflection;
using System.Reflection.Metadata;

namespace RoCL.Plugins.Metadata;

/// <summary>The constructor whose parameters are a component's options.</summary>
internal static class ComponentConstructor
{
    /// <summary>
    /// The public constructor with the most parameters, the first of equals; never the one that
    /// copies.
    /// </summary>
    public static MethodDefinitionHandle? Of(MetadataReader metadata, TypeDefinitionHandle handle) =>
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
}
