using System.Globalization;
using System.Reflection.Metadata;
using RoCL.Core.Components;
using RoCL.Core.Numbers;

namespace RoCL.Plugins.Metadata;

/// <summary>A parameter's type, as far as recipes are concerned.</summary>
/// <param name="Name">The type's full name, for messages.</param>
/// <param name="Type">
/// What values it takes; <see langword="null"/> when no recipe could write them.
/// </param>
/// <param name="Words">For an enumeration: each value's word.</param>
internal sealed record OptionShape(
    string Name,
    OptionType? Type = null,
    ImmutableSortedDictionary<long, string>? Words = null
);

/// <summary>Translates the types of a constructor's signature.</summary>
internal sealed class OptionSignatures(MetadataReader metadata) : ISignatureTypeProvider<OptionShape, object?>
{
    public OptionShape GetPrimitiveType(PrimitiveTypeCode code) =>
        new(
            code.ToString(),
            code switch
            {
                PrimitiveTypeCode.Double or PrimitiveTypeCode.Single => new OptionType.Real(),
                PrimitiveTypeCode.Int32 => new OptionType.Whole(),
                PrimitiveTypeCode.Int64 => new OptionType.Whole(-ExactNumber.GreatestSeed, ExactNumber.GreatestSeed),
                PrimitiveTypeCode.String => new OptionType.Text(),
                PrimitiveTypeCode.Boolean => new OptionType.Truth(),
                _ => null,
            }
        );

    public OptionShape GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
        metadata.MembersOfEnumeration(handle) is { Length: > 0 } members
            ? Choice(metadata.FullName(handle), members)
            : Named(metadata.GetString(metadata.GetAssemblyDefinition().Name), metadata.FullName(handle));

    public OptionShape GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        var (assembly, name) = metadata.Reference(handle);
        // An enumeration of the contracts is known here without loading anything.
        return assembly == ContractsName && typeof(IEncoder).Assembly.GetType(name) is { IsEnum: true } known
            ? Choice(name, MembersOf(known))
            : Named(assembly, name);
    }

    public OptionShape GetGenericInstantiation(OptionShape generic, ImmutableArray<OptionShape> of) =>
        generic.Name switch
        {
            "System.Nullable`1" => of[0],
            "System.Collections.Immutable.ImmutableArray`1" or "System.Collections.Generic.IReadOnlyList`1" =>
                GetSZArrayType(of[0]),
            var name => new($"{name.Split('`')[0]}<{string.Join(", ", of.Select(argument => argument.Name))}>"),
        };

    public OptionShape GetSZArrayType(OptionShape member) =>
        new($"{member.Name}[]", member.Type is { } of ? new OptionType.List(of) : null);

    public OptionShape GetArrayType(OptionShape member, ArrayShape shape) => new($"{member.Name}[,]");

    public OptionShape GetByReferenceType(OptionShape to) => new($"ref {to.Name}");

    public OptionShape GetPointerType(OptionShape to) => new($"{to.Name}*");

    public OptionShape GetPinnedType(OptionShape of) => of;

    public OptionShape GetModifiedType(OptionShape modifier, OptionShape of, bool isRequired) => of;

    public OptionShape GetFunctionPointerType(MethodSignature<OptionShape> signature) => new("a function pointer");

    public OptionShape GetGenericMethodParameter(object? context, int index) => new("a type parameter");

    public OptionShape GetGenericTypeParameter(object? context, int index) => new("a type parameter");

    public OptionShape GetTypeFromSpecification(
        MetadataReader reader,
        object? context,
        TypeSpecificationHandle handle,
        byte rawTypeKind
    ) => new("a composed type");

    private static readonly string? ContractsName = typeof(IEncoder).Assembly.GetName().Name;

    private static OptionShape Named(string? assembly, string name)
    {
        var ofContracts = assembly == ContractsName;
        if (ofContracts && name == typeof(ThreatModel).FullName)
            return new(name, new OptionType.Threat());
        if (ofContracts && name == typeof(ITrainedModel).FullName)
            return new(name, new OptionType.Model());
        return Contract.KindOf(assembly, name) is { } kind ? new(name, new OptionType.Component(kind)) : new(name);
    }

    private static ImmutableArray<(string Name, long Value)> MembersOf(Type enumeration) =>
        [
            .. Enum.GetNames(enumeration)
                .Select(member =>
                    (member, Convert.ToInt64(Enum.Parse(enumeration, member), CultureInfo.InvariantCulture))
                ),
        ];

    private static OptionShape Choice(string name, ImmutableArray<(string Name, long Value)> members) =>
        new(
            name,
            new OptionType.Choice([.. members.Select(member => Words.OfMember(member.Name))]),
            members
                .GroupBy(member => member.Value)
                .ToImmutableSortedDictionary(alike => alike.Key, alike => Words.OfMember(alike.First().Name))
        );
}
