using RoCL.Core.Components;
using RoCL.Core.Numbers;

namespace RoCL.Core.Recipes;

/// <summary>
/// A second model that losses see views through in place of the model that is trained: a closed
/// family.
/// </summary>
/// <param name="Head">One of that model's heads, or <see cref="Recipe.NoHead"/>.</param>
/// <param name="Where">The recipe's file and key, as messages name them.</param>
public abstract record Teacher(string Head, string Where)
{
    /// <summary>The frozen model of another run.</summary>
    /// <param name="From">The other run.</param>
    /// <param name="Head">One of that model's heads, or <see cref="Recipe.NoHead"/>.</param>
    /// <param name="Where">The recipe's file and key, as messages name them.</param>
    public sealed record OfRun(OptionValue.Model From, string Head, string Where) : Teacher(Head, Where);

    /// <summary>
    /// A model of the same architecture that begins as the student and follows it step by step.
    /// </summary>
    /// <param name="Use">How it follows: a component.</param>
    /// <param name="Mode">
    /// The mode in which it sees views: by its running statistics, or by the batch's own.
    /// </param>
    /// <param name="Head">One of the recipe's heads, or <see cref="Recipe.NoHead"/>.</param>
    /// <param name="Where">The recipe's file and key, as messages name them.</param>
    public sealed record Following(ComponentUse Use, Mode Mode, string Head, string Where) : Teacher(Head, Where);

    /// <summary>The component by which it follows; none of another run's model.</summary>
    public IEnumerable<ComponentUse> Uses => this is Following following ? [following.Use] : [];

    /// <summary>The other run's model; none where it follows.</summary>
    public IEnumerable<OptionValue.Model> Models => this is OfRun ofRun ? [ofRun.From] : [];

    /// <summary>Every number of it that changes while training goes on.</summary>
    public IEnumerable<ScheduledNumber> Schedules => Uses.SelectMany(use => use.Schedules);
}
