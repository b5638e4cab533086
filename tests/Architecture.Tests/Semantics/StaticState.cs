using Microsoft.CodeAnalysis;

namespace Architecture.Tests.Semantics;

/// <summary>
/// Nothing static changes: a static field or property is set once, to a value that nobody can
/// change.
/// </summary>
internal static class StaticState
{
    // By type, and why it may stay.
    private static readonly Dictionary<string, string> Exceptions = new()
    {
        ["DiagnosticListener"] = "the runtime's own way to be listened to: a program has one of each name",
    };

    public static IEnumerable<Finding> In(Compiled project)
    {
        var immutability = new Immutability(project);
        var members = project.Types.SelectMany(type => type.GetMembers()).Where(member => member.IsStatic).ToList();
        var fields = members
            .OfType<IFieldSymbol>()
            .Where(field => !field.IsConst && !Exceptions.ContainsKey(field.Type.Name))
            .Where(field => !field.IsReadOnly || !immutability.Holds(field.Type))
            .Select(field => Describe(field.AssociatedSymbol ?? field, field.IsReadOnly));
        return fields.Concat(members.OfType<IEventSymbol>().Select(listeners => Describe(listeners, false)));
    }

    private static Finding Describe(ISymbol member, bool isReadOnly)
    {
        var place = member.Locations[0].GetLineSpan();
        return new(
            place.Path,
            place.StartLinePosition.Line + 1,
            "static state",
            isReadOnly
                ? $"Give '{member.Name}' a type that nobody can change, such as ImmutableArray, or hand it in."
                : $"Make '{member.Name}' readonly, or hand it in."
        );
    }
}
