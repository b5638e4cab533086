using Microsoft.CodeAnalysis;

namespace Architecture.Tests.Semantics;

/// <summary>Which types have values that nobody can change.</summary>
/// <param name="project">The project; types of the product are judged by their fields.</param>
internal sealed class Immutability(Compiled project)
{
    // Judged by their documentation, since their fields are their own affair.
    private static readonly HashSet<string> Known =
    [
        "System.Buffers.SearchValues",
        "System.DateTimeOffset",
        "System.Guid",
        "System.Reflection.MethodInfo",
        "System.StringComparer",
        "System.Text.CompositeFormat",
        "System.Text.Json.JsonDocumentOptions",
        "System.Text.RegularExpressions.Regex",
        "System.TimeSpan",
        "System.Type",
        "System.Version",
    ];

    // Immutable as far as their elements are.
    private static readonly HashSet<string> Collections = ["System.Collections.Frozen", "System.Collections.Immutable"];

    /// <summary>Whether no value of a type changes, nor anything that it holds.</summary>
    public bool Holds(ITypeSymbol type) => Holds(type, new(SymbolEqualityComparer.Default));

    private bool Holds(ITypeSymbol type, HashSet<ITypeSymbol> assumed)
    {
        if (type is ITypeParameterSymbol || !assumed.Add(type))
        {
            return true;
        }

        return type is INamedTypeSymbol named
            && named.TypeArguments.All(argument => Holds(argument, assumed))
            && (IsPlain(named) || IsKnown(named) || IsOfUnchangingFields(named, assumed));
    }

    private static bool IsPlain(INamedTypeSymbol type) =>
        type.TypeKind is TypeKind.Enum or TypeKind.Delegate
        || type.IsTupleType
        || type.SpecialType is SpecialType.System_String
        || (type.OriginalDefinition.SpecialType is not SpecialType.None && type.IsValueType);

    private static bool IsKnown(INamedTypeSymbol type) =>
        Known.Contains($"{type.ContainingNamespace}.{type.Name}")
        || (type.ContainingType is null && Collections.Contains($"{type.ContainingNamespace}"));

    // A case of a family may add a field that changes, so each is looked at.
    private bool IsOfUnchangingFields(INamedTypeSymbol type, HashSet<ITypeSymbol> assumed) =>
        type.TypeKind is TypeKind.Class or TypeKind.Struct
        && project.IsOfTheProduct(type)
        && Fields(type).All(field => field.IsReadOnly && Holds(field.Type, assumed))
        && (type.BaseType is null || IsRoot(type.BaseType) || Holds(type.BaseType, assumed))
        && project.DerivedFrom(type).All(derived => Holds(derived, assumed));

    private static bool IsRoot(INamedTypeSymbol type) =>
        type.SpecialType is SpecialType.System_Object or SpecialType.System_ValueType;

    private static IEnumerable<IFieldSymbol> Fields(INamedTypeSymbol type) =>
        type.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsStatic);
}
