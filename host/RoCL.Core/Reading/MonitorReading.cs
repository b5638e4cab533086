using RoCL.Core.Components;
using RoCL.Core.Numbers;
using RoCL.Core.Recipes;
using RoCL.Core.Values;

namespace RoCL.Core.Reading;

/// <summary>Reads a recipe's <c>monitors</c>.</summary>
/// <param name="Components">Reads the components.</param>
/// <param name="Heads">The names of the recipe's heads.</param>
internal sealed record MonitorReading(ComponentReading Components, ImmutableArray<string> Heads)
{
    private const string Views = "views";

    /// <summary>The key of the interval.</summary>
    public const string Every = "every";

    /// <summary>The interval where a recipe does not say it.</summary>
    public const string UsualInterval = "1 epoch";

    /// <summary>The keys beside the options.</summary>
    public static string[] Keys => [Views, "head", Every];

    /// <summary>
    /// The monitors, in the recipe's order. ROCL0108 an unknown view, ROCL0110 an unknown head,
    /// ROCL0121 no length of training.
    /// </summary>
    /// <param name="node">The block's place in the recipe.</param>
    /// <param name="views">The names of all views and of their adversarial images.</param>
    public ValueList<RecipeMonitor> Monitors(RecipeNode node, IReadOnlyList<string> views)
    {
        node.RequireObject();
        var monitors = new List<RecipeMonitor>();
        foreach (var name in node.Keys)
        {
            if (Monitor(name, node[name], views) is { } monitor)
                monitors.Add(monitor);
        }

        return [.. monitors];
    }

    private RecipeMonitor? Monitor(string name, RecipeNode node, IReadOnlyList<string> views)
    {
        var use = Components.Use(node, ComponentKind.Monitor, Keys);
        // No teacher: a monitor looks at the model that is trained.
        var seen = node[Views].IsEmpty ? [] : new ReferenceReading(Heads, []).References(node);
        foreach (var unknown in seen.Select(reference => reference.View).Except(views))
            ReferenceReading.ReportUnknownView(node[Views], unknown, views);
        var every = node[Every].Length(new Span.Epochs(1));
        return use is null ? null : new(name, use, seen, every);
    }
}
