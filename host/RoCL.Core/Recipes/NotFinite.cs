using System.Text.Json.Nodes;

namespace RoCL.Core.Recipes;

/// <summary>
/// What comes of a step whose loss or gradient is not finite: a recipe's <c>notFinite</c>.
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
    /// The batch is left out: weights, running statistics and the optimizer's state are those
    /// before it.
    /// </summary>
    /// <param name="Limit">
    /// How many in a row, 1 or more. The one after them fails: nothing will get better by itself.
    /// </param>
    public sealed record Skip(int Limit) : NotFinite;

    /// <summary>
    /// Training goes back to the checkpoint that was due before, and on with a lower learning rate.
    /// </summary>
    /// <param name="Factor">
    /// What the learning rate is multiplied by from there on, above 0 and below 1; a second time,
    /// by its square.
    /// </param>
    /// <param name="Limit">How often, 1 or more; the time after them fails.</param>
    public sealed record Back(double Factor, int Limit) : NotFinite;

    /// <summary>Where a recipe says nothing.</summary>
    public static NotFinite Default { get; } = new Fail();

    /// <summary>As a resolved recipe has it.</summary>
    public JsonObject Written =>
        this switch
        {
            Skip skip => new() { ["then"] = "skip", ["limit"] = skip.Limit },
            Back back => new()
            {
                ["then"] = "back",
                ["factor"] = back.Factor,
                ["limit"] = back.Limit,
            },
            _ => new() { ["then"] = "fail" },
        };

    internal static NotFinite Read(Place place)
    {
        var word = place.Node is JsonValue ? place : place.Knowing("then", "factor", "limit")["then"];
        int Limit(int instead) => (int)place["limit"].Fixed(instead, 1, 1_000_000, whole: true);
        return word.Word<Func<NotFinite>>(
            () => Default,
            ("fail", () => Default),
            ("skip", () => new Skip(Limit(10))),
            ("back", () => new Back(place["factor"].Fixed(0.1, 1e-6, 0.999999), Limit(3)))
        )();
    }
}
