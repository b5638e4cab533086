using RoCL.Core.Components;

namespace RoCL.Core.Recipes;

/// <summary>
/// The frozen model of another run, which losses see views through in place of the model that is
/// trained.
/// </summary>
/// <param name="From">The other run.</param>
/// <param name="Head">One of that model's heads, or <see cref="Recipe.NoHead"/>.</param>
/// <param name="Where">The recipe's file and key, as messages name them.</param>
public sealed record Teacher(OptionValue.Model From, string Head, string Where);
