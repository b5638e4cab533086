namespace RoCL.Core.Recipes;

/// <summary>
/// What happens after a step whose loss or gradient is not finite: a recipe's <c>notFinite</c>.
/// </summary>
/// <remarks>
/// A word, <c>"skip"</c>, or an object, <c>{ "then": "back", "factor": 0.5, "limit": 2 }</c>.
/// Whatever it says, such a step moves no weight, and weights that are not finite are never saved.
/// </remarks>
public abstract record NotFinite
{
    private NotFinite() { }

    /// <summary>The run fails.</summary>
    public sealed record Fail : NotFinite;

    /// <summary>
    /// The batch is left out: weights, running statistics and the optimizer's state stay as they
    /// were before it.
    /// </summary>
    /// <param name="Limit">
    /// How many batches in a row, 1 or more. The one after them fails: nothing will get better by
    /// itself.
    /// </param>
    public sealed record Skip(int Limit) : NotFinite;

    /// <summary>
    /// Training goes back to the checkpoint that was due before, and on with a lower learning rate.
    /// </summary>
    /// <param name="Factor">
    /// The factor of the learning rate from there on, above 0 and below 1; after a second time, its
    /// square.
    /// </param>
    /// <param name="Limit">How often, 1 or more; the time after them fails.</param>
    public sealed record Back(double Factor, int Limit) : NotFinite;

    /// <summary>Where a recipe says nothing.</summary>
    public static NotFinite Default { get; } = new Fail();
}
