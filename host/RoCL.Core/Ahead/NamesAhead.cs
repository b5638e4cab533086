using RoCL.Core.Components;

namespace RoCL.Core.Ahead;

/// <summary>Two conditions of one name, found before anything is computed.</summary>
internal static class NamesAhead
{
    /// <summary>
    /// ROCL0283, at the key that the name comes from a second time, where it is known.
    /// </summary>
    /// <param name="evaluation">The evaluation.</param>
    /// <param name="name">The name.</param>
    public static Problem Twice(ComponentUse evaluation, string name) =>
        new(
            "ROCL0283",
            evaluation.WithInner.Select(use => TwiceIn(use, name)).OfType<string>().FirstOrDefault()
                ?? evaluation.Where,
            $"Two conditions of the evaluation have the name '{name}'.",
            "Leave one of them out, or give its measurement a name of its own."
        );

    private static string? TwiceIn(ComponentUse use, string name)
    {
        foreach (var (option, value) in use.Options)
        {
            if (value is not OptionValue.List list)
                continue;
            var titles = list
                .Values.OfType<OptionValue.Threat>()
                .Select(threat => $"{threat.Value.At(default)}")
                .ToList();
            for (var i = 1; i < titles.Count; i++)
            {
                if (titles.IndexOf(titles[i]) < i && name.EndsWith(titles[i], StringComparison.Ordinal))
                    return $"{use.Where}.{option}.{i}";
            }
        }

        return null;
    }
}
