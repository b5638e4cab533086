using RoCL.Core.Recipes;

namespace RoCL.Core.Reading;

/// <summary>Reads a recipe's <c>init</c>.</summary>
internal static class InitReading
{
    private const string From = "from";
    private const string Parts = "parts";

    /// <summary>
    /// The weights that training begins with; <see langword="null"/> where the recipe says nothing,
    /// or a problem was added. ROCL0105: no run and no file is named, or a list of no part.
    /// </summary>
    /// <remarks>Whether the run or the file is there is asked when training begins.</remarks>
    /// <param name="node">Its place in the recipe.</param>
    public static Init? Init(RecipeNode node)
    {
        if (node.IsEmpty)
            return null;
        node.AllowKeys(From, Parts);
        var source = RunReading.Run(node[From]);
        var parts = PartsOf(node[Parts]);
        return source.Length == 0 || parts.IsEmpty ? null : new(new(source, node[From].Where), [.. parts]);
    }

    private static ImmutableArray<string> PartsOf(RecipeNode node)
    {
        if (node.IsEmpty)
            return [Recipes.Init.UsualPart];
        ImmutableArray<string> parts = [.. node.Members.Select(member => member.Text("")).Where(part => part != "")];
        if (parts.IsEmpty)
        {
            node.ReportMissing(
                "The list names no part of the model.",
                "Name some, such as [\"encoder\", \"heads.projector\"], or leave the key out: then it is the encoder."
            );
        }

        return parts;
    }
}
