using System.Reflection.Metadata;

namespace RoCL.Plugins.Metadata;

/// <summary>
/// Holds what a method's signature claims against its length, before it is decoded: the decoder of
/// System.Reflection.Metadata makes room for as many types as a count says, and goes as deep as
/// types are nested, beyond the end of the stack if need be.
/// </summary>
/// <remarks>Reference: ECMA-335, II.23.2.</remarks>
internal static class SignatureBounds
{
    private const int Deepest = 64;

    /// <summary>The method, whose signature can be decoded.</summary>
    /// <exception cref="BadImageFormatException">
    /// It claims more than it holds, or is nested too deeply.
    /// </exception>
    public static MethodDefinition Sized(this MetadataReader metadata, MethodDefinition method)
    {
        var signature = metadata.GetBlobReader(method.Signature);
        Method(ref signature, 0);
        return method;
    }

    /// <summary>A count of things of at least a byte each.</summary>
    /// <exception cref="BadImageFormatException">There are not as many bytes.</exception>
    public static int Count(ref BlobReader signature)
    {
        var count = signature.ReadCompressedInteger();
        var bytes = signature.RemainingBytes;
        return count <= bytes
            ? count
            : throw new BadImageFormatException($"a signature that claims {count} types in {bytes} bytes");
    }

    private static void Method(ref BlobReader signature, int depth)
    {
        if (signature.ReadSignatureHeader().IsGeneric)
            signature.ReadCompressedInteger();
        for (var left = Count(ref signature) + 1; left > 0; left--)
            Type(ref signature, depth + 1);
    }

    private static void Type(ref BlobReader signature, int depth)
    {
        if (depth > Deepest)
            throw new BadImageFormatException($"types nested more than {Deepest} deep");
        switch ((SignatureTypeCode)signature.ReadCompressedInteger())
        {
            case SignatureTypeCode.Pointer
            or SignatureTypeCode.ByReference
            or SignatureTypeCode.SZArray
            or SignatureTypeCode.Pinned
            or SignatureTypeCode.Sentinel:
                Type(ref signature, depth + 1);
                break;
            case SignatureTypeCode.RequiredModifier or SignatureTypeCode.OptionalModifier:
                signature.ReadCompressedInteger();
                Type(ref signature, depth + 1);
                break;
            case SignatureTypeCode.GenericTypeInstance:
                Type(ref signature, depth + 1);
                for (var left = Count(ref signature); left > 0; left--)
                    Type(ref signature, depth + 1);
                break;
            case SignatureTypeCode.Array:
                Type(ref signature, depth + 1);
                signature.ReadCompressedInteger();
                for (var lists = 2; lists > 0; lists--)
                {
                    for (var left = Count(ref signature); left > 0; left--)
                        signature.ReadCompressedInteger();
                }

                break;
            case SignatureTypeCode.FunctionPointer:
                Method(ref signature, depth + 1);
                break;
            case (SignatureTypeCode)SignatureTypeKind.Class
            or (SignatureTypeCode)SignatureTypeKind.ValueType
            or SignatureTypeCode.GenericTypeParameter
            or SignatureTypeCode.GenericMethodParameter:
                signature.ReadCompressedInteger();
                break;
        }
    }
}
