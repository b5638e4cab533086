using System.Text.Json.Nodes;
using RoCL.Core.Components;

namespace RoCL.Core.Reading;

/// <summary>
/// Of two options that exclude one another, the later counts: what a recipe, a suite or
/// <c>--set</c> writes takes the place of what was there.
/// </summary>
/// <param name="catalogue">Knows which options exclude one another.</param>
/// <param name="say">Receives the warning ROCL0282 for each option that goes.</param>
public sealed class OptionPrecedence(IComponentCatalogue catalogue, Action<Problem> say)
{
    private const string Use = "use";

    // A grid applies the same settings to many rows.
    private readonly HashSet<Problem> _said = [];

    // Places of options that were said to count.
    private readonly HashSet<string> _counting = [];

    /// <summary>
    /// Takes those options out of a component that exclude what is written over it; the component
    /// is changed in place.
    /// </summary>
    /// <param name="component">The component, as it was before; what it uses is known.</param>
    /// <param name="written">The options that are written over it.</param>
    /// <param name="where">The component's place, for the warning.</param>
    internal void MakeRoom(JsonObject component, JsonObject written, string where)
    {
        var name = TextOf(written[Use]) ?? TextOf(component[Use]);
        if (name is null)
            return;
        foreach (var description in DescriptionsOf(name, where))
        {
            foreach (var (option, value) in written.Where(pair => pair.Value is not null))
            {
                var rivals = OptionCompany.RivalsOf(description, option);
                foreach (
                    var rival in rivals.Where(rival => component[rival] is not null && !written.ContainsKey(rival))
                )
                {
                    Say(description, where, new(option, value), new(rival, component[rival]));
                    component.Remove(rival);
                }
            }
        }
    }

    private IEnumerable<ComponentDescription> DescriptionsOf(string name, string where) =>
        Enum.GetValues<ComponentKind>()
            .SelectMany(kind =>
                catalogue
                    .Find(kind, name, where)
                    .Match<ImmutableArray<ComponentDescription>>(component => [component], _ => [])
            );

    private void Say(ComponentDescription component, string where, WrittenOption later, WrittenOption earlier)
    {
        // A default that goes is worth no word, unless it was said that it counts.
        var ofEarlier = component.Options.First(option => option.Name == earlier.Name);
        if (Literal.IsWritten(earlier.Value, ofEarlier.Default) && !_counting.Contains($"{where}.{earlier.Name}"))
            return;
        var place = $"{where}.{later.Name}";
        _counting.Add(place);
        var warning = new Problem(
            "ROCL0282",
            place,
            $"The option {later} takes the place of {earlier}: they exclude one another.",
            "Nothing has to be done where that is what you want."
        );
        if (_said.Add(warning))
            say(warning);
    }

    private static string? TextOf(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private sealed record WrittenOption(string Name, JsonNode? Value)
    {
        public override string ToString() => $"'{Name}' {Value?.ToJsonString()}";
    }
}
