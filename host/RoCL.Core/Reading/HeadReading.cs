using RoCL.Core.Components;
using RoCL.Core.Recipes;
using RoCL.Core.Values;

namespace RoCL.Core.Reading;

/// <summary>Reads the heads of a recipe.</summary>
/// <param name="Components">Reads the components.</param>
internal sealed record HeadReading(ComponentReading Components)
{
    private const string OnKey = "on";
    private const string TeacherKey = "teacher";
    private const string HeadKey = "head";

    /// <summary>The keys beside the options of a component.</summary>
    public static string[] Keys => [OnKey, TeacherKey, HeadKey];

    /// <summary>
    /// The heads, by name; those with a problem are left out. ROCL0129 a head of the name that
    /// stands for none.
    /// </summary>
    /// <param name="node">The heads.</param>
    public ValueDictionary<ComponentUse> Heads(RecipeNode node)
    {
        node.RequireObject();
        if (node.Keys.Contains(Recipe.NoHead))
        {
            node[Recipe.NoHead]
                .Report(
                    "ROCL0129",
                    $"A head cannot be called '{Recipe.NoHead}': that stands for no head.",
                    "Give the head another name."
                );
        }

        var heads = new List<KeyValuePair<string, ComponentUse>>();
        foreach (var name in node.Keys)
        {
            var head = Head(node, name);
            if (head is not null)
                heads.Add(KeyValuePair.Create(name, head));
        }
        return ValueDictionary.Of<ComponentUse>(heads);
    }

    /// <summary>
    /// What heads read, and which are a teacher's. ROCL0181 a head that reads itself, or one that
    /// there is not; ROCL0182 a teacher that there is not.
    /// </summary>
    /// <param name="node">The heads.</param>
    /// <param name="teachers">The names of the recipe's teachers.</param>
    public static ValueDictionary<HeadSource> Sources(RecipeNode node, IReadOnlyList<string> teachers)
    {
        var sources = new List<KeyValuePair<string, HeadSource>>();
        foreach (var name in node.Keys)
        {
            ReportUnreadable(node, name);
            ReportUnknownTeacher(node[name], teachers);
            var source = Source(node[name]);
            if (source != HeadSource.Usual)
                sources.Add(KeyValuePair.Create(name, source));
        }
        return ValueDictionary.Of<HeadSource>(sources);
    }

    // A frozen copy of a head of this recipe is built as that head is; where another run's head is
    // copied, the recipe says how it is built.
    private ComponentUse? Head(RecipeNode node, string name)
    {
        var place = node[name];
        string[] keys = place[TeacherKey].IsEmpty ? [OnKey] : Keys;
        if (place[TeacherKey].IsEmpty || !place["use"].IsEmpty)
            return Components.Use(place, ComponentKind.Head, keys);

        place.AllowKeys(Keys);
        var copied = node[place[HeadKey].Text("")];
        if (copied.IsEmpty || copied.Where == place.Where)
        {
            place["use"]
                .ReportMissing(
                    "The recipe does not say how the head that is copied is built.",
                    "Name its component, with the options that the other run's recipe.json has."
                );
            return null;
        }

        string[] keysOfCopied = copied[TeacherKey].IsEmpty ? [OnKey] : Keys;
        var use = Components.Use(copied, ComponentKind.Head, keysOfCopied);
        return use is null ? null : use with { Where = place.Where };
    }

    private static HeadSource Source(RecipeNode node)
    {
        var below = node[OnKey].Text("");
        var frozen = node[TeacherKey].IsEmpty
            ? null
            : new FrozenHead(node[TeacherKey].Text(""), node[HeadKey].Text(""), node.Where);
        return new(below.Length == 0 ? null : below, frozen);
    }

    private static void ReportUnreadable(RecipeNode node, string name)
    {
        var seen = new List<string> { name };
        var below = node[name][OnKey].TextOrNull;
        while (below is not null)
        {
            var isKnown = node.Keys.Contains(below);
            if (!isKnown || seen.Contains(below))
            {
                var what = isKnown
                    ? $"The head '{name}' reads itself: {string.Join(", ", seen.Append(below))}."
                    : $"The recipe has no head '{below}' that this one could read.";
                node[name]
                    [OnKey]
                    .Report("ROCL0181", what, "Name another head, or leave it out to read the encoder's features.");
                return;
            }

            seen.Add(below);
            below = node[below][OnKey].TextOrNull;
        }
    }

    private static void ReportUnknownTeacher(RecipeNode node, IReadOnlyList<string> teachers)
    {
        if (node[TeacherKey].IsEmpty)
            return;
        var teacher = node[TeacherKey].Text("");
        if (!teachers.Contains(teacher))
        {
            node[TeacherKey]
                .Report(
                    "ROCL0182",
                    $"The recipe has no teacher '{teacher}' that the head could be copied from.",
                    "Name one of the recipe's teachers, or leave the key out to train the head."
                );
        }

        if (node[HeadKey].IsEmpty)
            node[HeadKey].ReportMissing("The recipe does not say which head of the teacher is copied.", "Name it.");
    }
}
