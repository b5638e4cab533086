using RoCL.Core.Recipes;
using RoCL.Plugins.Trust;

namespace RoCL.Runs.Keeping;

/// <summary>The plugins of which runs use the copies that they have kept.</summary>
/// <param name="Plugins">Empty where all originals will do.</param>
public sealed record UsedCopies(ImmutableArray<UsedCopy> Plugins)
{
    /// <summary>No copies are used.</summary>
    public static UsedCopies None { get; } = new([]);

    /// <summary>In one line; <see langword="null"/> where there are none.</summary>
    public string? Text => Plugins.IsEmpty ? null : string.Join("; ", Plugins);

    /// <summary>
    /// Those among them that a recipe uses: of a suite's runs each has plugins of its own.
    /// </summary>
    /// <param name="recipe">The recipe.</param>
    public UsedCopies In(Recipe recipe)
    {
        var ids = recipe.Uses.Select(use => use.Component.Plugin.Id).ToHashSet();
        return new([.. Plugins.Where(copy => ids.Contains(copy.Plugin.Id))]);
    }
}

/// <summary>A copy of a plugin that is used.</summary>
/// <param name="Plugin">The plugin, as the run has recorded it.</param>
/// <param name="AtHand">The version and build that is at hand instead, or none.</param>
public sealed record UsedCopy(PluginRecord Plugin, string AtHand)
{
    /// <summary>For messages.</summary>
    public override string ToString() => $"{Plugin} (at hand: {AtHand})";
}
