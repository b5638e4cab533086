using RoCL.Core.Components;

namespace RoCL.Core.Recipes;

/// <summary>
/// A model that losses see views through besides the one that is trained: another run's, frozen, in
/// eval mode.
/// </summary>
/// <param name="From">The run.</param>
/// <param name="Head">Which of its heads, or <see cref="Recipe.NoHead"/>.</param>
/// <param name="Where">The recipe's key.</param>
/// <param name="Types">Where runs are opened.</param>
public sealed record Teacher(OptionValue.Model From, string Head, string Where, IComponentTypes Types)
{
    /// <summary>
    /// What it says of images, [N, D]; a gradient may lead to the images, and none to its weights.
    /// </summary>
    /// <param name="images">[N, C, H, W] in [0, 1].</param>
    /// <exception cref="ProblemException">As <see cref="Model"/>.</exception>
    public Tensor Outputs(Tensor images) => Model.Outputs(images, Head);

    /// <summary>The model itself.</summary>
    /// <exception cref="ProblemException">
    /// ROCL0110: it has no such head; and what is wrong with the run, at the recipe's key.
    /// </exception>
    public ITrainedModel Model
    {
        get
        {
            var model = From.Open(Types);
            return Head == Recipe.NoHead || model.Heads.Contains(Head)
                ? model
                : throw new ProblemException(
                    new(
                        "ROCL0110",
                        $"{Where}.head",
                        $"the model of {From.Run} has no head '{Head}'.",
                        $"Known: {string.Join(", ", model.Heads.Append(Recipe.NoHead))}."
                    )
                );
        }
    }

    /// <summary>
    /// The block of a recipe. ROCL0105 no run; ROCL0142 a name that a head has, or that cannot
    /// stand behind an @.
    /// </summary>
    /// <param name="place">Where it stands.</param>
    /// <param name="heads">The names that are taken.</param>
    /// <param name="types">Where runs are opened.</param>
    internal static ImmutableSortedDictionary<string, Teacher> Read(
        Place place,
        IReadOnlyList<string> heads,
        IComponentTypes types
    )
    {
        foreach (
            var taken in place.Knowing(place.Keys).Keys.Where(name => name == Recipe.NoHead || heads.Contains(name))
        )
        {
            place[taken]
                .Report(
                    "ROCL0142",
                    taken == Recipe.NoHead ? "is taken: it stands for no head." : "is taken: a head has that name.",
                    "Give the teacher another name, such as \"teacher\"."
                );
        }

        return place
            .Keys.Select(name => (Name: name, Teacher: Read(place[name].Knowing("from", "head"), types)))
            .Where(named => named.Teacher is not null)
            .ToImmutableSortedDictionary(named => named.Name, named => named.Teacher!, StringComparer.Ordinal);
    }

    private static Teacher? Read(Place place, IComponentTypes types)
    {
        var head = place["head"].Text(Recipe.NoHead);
        return ComponentPlaces.Run(place["from"]) is { Length: > 0 } run
            ? new(new(run, place["from"].Where), head, place.Where, types)
            : null;
    }
}
