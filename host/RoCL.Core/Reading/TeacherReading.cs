using RoCL.Core.Recipes;
using RoCL.Core.Values;

namespace RoCL.Core.Reading;

/// <summary>Reads a recipe's <c>teachers</c>.</summary>
internal static class TeacherReading
{
    /// <summary>
    /// The teachers, by name. ROCL0105 a teacher names no run; ROCL0142 a name is a head's, or
    /// stands for no head.
    /// </summary>
    /// <param name="node">The block's place in the recipe.</param>
    /// <param name="heads">The names of the recipe's heads.</param>
    public static ValueDictionary<Teacher> Teachers(RecipeNode node, IReadOnlyList<string> heads)
    {
        node.RequireObject();
        foreach (var name in node.Keys.Where(name => name == Recipe.NoHead || heads.Contains(name)))
        {
            var owner = name == Recipe.NoHead ? "stands for no head" : "is the name of a head";
            node[name]
                .Report(
                    "ROCL0142",
                    $"The teacher cannot be called '{name}': that {owner}.",
                    "Give the teacher another name, such as \"teacher\"."
                );
        }

        var teachers = new List<KeyValuePair<string, Teacher>>();
        foreach (var name in node.Keys)
        {
            var teacher = Teacher(node[name]);
            if (teacher is not null)
                teachers.Add(KeyValuePair.Create(name, teacher));
        }
        return ValueDictionary.Of<Teacher>(teachers);
    }

    private static Teacher? Teacher(RecipeNode node)
    {
        node.AllowKeys("from", "head");
        var head = node["head"].Text(Recipe.NoHead);
        var run = RunReading.Run(node["from"]);
        return run.Length == 0 ? null : new(new(run, node["from"].Where), head, node.Where);
    }
}
