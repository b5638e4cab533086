using System.Text.Json.Nodes;
using RoCL.Core.Components;
using RoCL.Core.Recipes;
using RoCL.Core.Values;

namespace RoCL.Core.Reading;

/// <summary>
/// Reads a recipe's <c>teachers</c>, and the <c>weights</c> that evaluations and other runs use.
/// </summary>
/// <param name="Components">Reads the components by which teachers follow.</param>
/// <param name="Heads">The names of the recipe's heads.</param>
internal sealed record TeacherReading(ComponentReading Components, ImmutableArray<string> Heads)
{
    // What `use` says of another run's model, which is no component: it needs that run.
    private const string OtherRun = "run";
    private const string WeightsKey = "weights";

    /// <summary>The keys beside the options of a component.</summary>
    public static string[] Keys => ["head", "mode"];

    /// <summary>
    /// The teachers, by name. ROCL0105 a teacher names no run; ROCL0142 a name is a head's, or
    /// stands for no head; ROCL0110 no such head.
    /// </summary>
    /// <param name="node">The block's place in the recipe.</param>
    public ValueDictionary<Teacher> Teachers(RecipeNode node)
    {
        node.RequireObject();
        foreach (var name in node.Keys.Where(name => name == Recipe.NoHead || Heads.Contains(name)))
        {
            var owner = name == Recipe.NoHead ? "stands for no head" : "is the name of a head";
            ReportTaken(node[name], name, owner);
        }

        var teachers = new List<KeyValuePair<string, Teacher>>();
        foreach (var name in node.Keys)
        {
            Teacher? teacher = IsOfRun(node[name]) ? OfRun(node[name]) : Following(node[name]);
            if (teacher is not null)
                teachers.Add(KeyValuePair.Create(name, teacher));
        }
        return ValueDictionary.Of<Teacher>(teachers);
    }

    /// <summary>
    /// The teacher that stands for the model after training: one of the recipe's by its name, or a
    /// component, which is a teacher of its own. ROCL0180 the model of another run is named.
    /// </summary>
    /// <param name="node">The place of <c>weights</c>.</param>
    /// <param name="teachers">The recipe's teachers.</param>
    /// <returns>
    /// The teacher with its name; <see langword="null"/> where the student's weights are used, or a
    /// problem was added.
    /// </returns>
    public NamedTeacher? Weights(RecipeNode node, ValueDictionary<Teacher> teachers)
    {
        if (node.IsEmpty)
            return null;
        var name = node.TextOrNull;
        if (name is not null && teachers.TryGetValue(name, out var teacher))
        {
            if (teacher is Teacher.Following)
                return new(name, teacher);
            node.Report(
                "ROCL0180",
                $"The teacher '{name}' is the model of another run, so it cannot stand for the model that is trained.",
                "Name a teacher that follows it, such as \"ema\"."
            );
            return null;
        }

        if (teachers.ContainsKey(WeightsKey))
            ReportTaken(node, WeightsKey, "is the name of the recipe's weights");
        var use = Components.Use(node, ComponentKind.Teacher);
        return use is null ? null : new(WeightsKey, new Teacher.Following(use, Mode.Eval, Recipe.NoHead, node.Where));
    }

    private static bool IsOfRun(RecipeNode node)
    {
        if (node.Node is not (null or JsonObject))
            return false;
        return node["use"].IsEmpty || node["use"].TextOrNull == OtherRun;
    }

    private static Teacher.OfRun? OfRun(RecipeNode node)
    {
        node.AllowKeys("from", "head", "use");
        var head = node["head"].Text(Recipe.NoHead);
        var run = RunReading.Run(node["from"]);
        return run.Length == 0 ? null : new(new(run, node["from"].Where), head, node.Where);
    }

    private Teacher.Following? Following(RecipeNode node)
    {
        var use = Components.Use(node, ComponentKind.Teacher, Keys);
        var head = node["head"].Text(Recipe.NoHead);
        var mode = node["mode"].Choice(Mode.Eval, ("eval", Mode.Eval), ("train", Mode.Train));
        if (head != Recipe.NoHead && !Heads.Contains(head))
        {
            node["head"]
                .Report(
                    "ROCL0110",
                    $"The recipe has no head '{head}'.",
                    $"Known: {string.Join(", ", Heads.Append(Recipe.NoHead).Distinct())}."
                );
        }

        return use is null ? null : new(use, mode, head, node.Where);
    }

    private static void ReportTaken(RecipeNode node, string name, string owner) =>
        node.Report(
            "ROCL0142",
            $"The teacher cannot be called '{name}': that {owner}.",
            "Give the teacher another name, such as \"teacher\"."
        );
}

/// <summary>A teacher with its name.</summary>
/// <param name="Name">The name, which its tensors are saved under.</param>
/// <param name="Teacher">The teacher.</param>
internal sealed record NamedTeacher(string Name, Teacher Teacher);
