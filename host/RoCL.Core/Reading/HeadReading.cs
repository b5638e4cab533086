using RoCL.Core.Components;
using RoCL.Core.Recipes;
using RoCL.Core.Values;

namespace RoCL.Core.Reading;

/// <summary>Reads the heads of a recipe.</summary>
internal static class HeadReading
{
    /// <summary>
    /// The heads, by name; those with a problem are left out. ROCL0129 a head of the name that
    /// stands for none.
    /// </summary>
    /// <param name="node">The heads.</param>
    /// <param name="components">Reads the components.</param>
    public static ValueDictionary<ComponentUse> Heads(RecipeNode node, ComponentReading components)
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
            var head = components.Use(node[name], ComponentKind.Head);
            if (head is not null)
                heads.Add(KeyValuePair.Create(name, head));
        }
        return ValueDictionary.Of<ComponentUse>(heads);
    }
}
