using Microsoft.CodeAnalysis;

namespace Architecture.Tests.Semantics;

/// <summary>What is in a namespace or a type, and how it is called.</summary>
internal static class SymbolNames
{
    /// <summary>Every type in a namespace, at any depth.</summary>
    public static IEnumerable<INamedTypeSymbol> Types(this INamespaceSymbol space) =>
        space.GetNamespaceMembers().SelectMany(Types).Concat(space.GetTypeMembers().SelectMany(WithNested));

    /// <summary>A type and those within it.</summary>
    public static IEnumerable<INamedTypeSymbol> WithNested(this INamedTypeSymbol type) =>
        type.GetTypeMembers().SelectMany(WithNested).Prepend(type);

    /// <summary>The names of a type and of its members.</summary>
    public static IEnumerable<string> Names(this INamedTypeSymbol type) => type.MemberNames.Append(type.Name);
}
