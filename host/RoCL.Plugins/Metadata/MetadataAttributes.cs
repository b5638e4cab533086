using System.Globalization;
using System.Reflection.Metadata;

namespace RoCL.Plugins.Metadata;

/// <summary>Attributes in metadata, and the arguments of their constructors.</summary>
internal static class MetadataAttributes
{
    /// <summary>Those of the attributes that are of one type.</summary>
    public static IEnumerable<AttributeArguments> AttributesOf(
        this MetadataReader metadata,
        CustomAttributeHandleCollection attributes,
        string name
    ) =>
        attributes
            .Select(metadata.GetCustomAttribute)
            .Where(attribute => metadata.Named(TypeOf(metadata, attribute.Constructor)).Name == name)
            .Select(attribute => new AttributeArguments(metadata, attribute));

    private static EntityHandle TypeOf(MetadataReader metadata, EntityHandle constructor) =>
        constructor.Kind switch
        {
            HandleKind.MethodDefinition => metadata
                .GetMethodDefinition((MethodDefinitionHandle)constructor)
                .GetDeclaringType(),
            HandleKind.MemberReference => metadata.GetMemberReference((MemberReferenceHandle)constructor).Parent,
            _ => default,
        };
}

/// <summary>
/// What an attribute's constructor was given. Reference: ECMA-335, II.23.3 (values) and II.23.2.1
/// (signatures).
/// </summary>
internal sealed record AttributeArguments(MetadataReader Metadata, CustomAttribute Attribute)
{
    /// <summary>The first arguments, when they are texts.</summary>
    public ImmutableArray<string?> Texts(int count)
    {
        var value = Values();
        var texts = ImmutableArray.CreateBuilder<string?>(count);
        for (var i = 0; i < count; i++)
            texts.Add(value.ReadSerializedString());
        return texts.ToImmutable();
    }

    /// <summary>
    /// All arguments as numbers; <see langword="null"/> for what is none. Texts count when they say
    /// a number, types never do.
    /// </summary>
    public ImmutableArray<double?> Numbers()
    {
        var value = Values();
        var signature = Signature();
        signature.ReadSignatureHeader();
        var numbers = new double?[SignatureBounds.Count(ref signature)];
        signature.ReadSignatureTypeCode();
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = signature.ReadSignatureTypeCode() switch
            {
                SignatureTypeCode.Double => value.ReadDouble(),
                SignatureTypeCode.Int32 => value.ReadInt32(),
                SignatureTypeCode.String => double.TryParse(
                    value.ReadSerializedString(),
                    CultureInfo.InvariantCulture,
                    out var said
                )
                    ? said
                    : null,
                _ => Skipped(ref value, ref signature),
            };
        }

        return [.. numbers];
    }

    // A System.Type: a handle in the signature, the type's name in the value.
    private static double? Skipped(ref BlobReader value, ref BlobReader signature)
    {
        signature.ReadTypeHandle();
        value.ReadSerializedString();
        return null;
    }

    private BlobReader Values()
    {
        var value = Metadata.GetBlobReader(Attribute.Value);
        return value.ReadUInt16() == 1 ? value : throw new BadImageFormatException("an attribute without its prolog");
    }

    private BlobReader Signature() =>
        Metadata.GetBlobReader(
            Attribute.Constructor.Kind == HandleKind.MethodDefinition
                ? Metadata.GetMethodDefinition((MethodDefinitionHandle)Attribute.Constructor).Signature
                : Metadata.GetMemberReference((MemberReferenceHandle)Attribute.Constructor).Signature
        );
}
