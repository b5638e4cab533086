using System.Text.Json.Nodes;
using RoCL.Core;
using RoCL.Core.Reading;
using RoCL.Runs.Folders;
using RoCL.Runs.Provenance;

namespace RoCL.Runs.Evaluations;

/// <summary>
/// The parts of the data that a run was trained with, kept in whatever evaluation is made of it,
/// and where its training goes on: other parts would put training images among those that are
/// measured on, and other classes would be another question.
/// </summary>
public static class OwnParts
{
    private const string SeedKey = "images.seed";
    private const string ValidationKey = "images.validation";
    private const string ClassesKey = "images.classes";

    /// <summary>An evaluation's recipe, with the run's parts whatever its own seed is.</summary>
    /// <param name="run">The run.</param>
    /// <param name="trained">The recipe in its folder; the recorded one matters more.</param>
    /// <param name="asked">The recipe that is to be measured by.</param>
    /// <returns>ROCL0271: it asks for other parts.</returns>
    public static Result<JsonObject> In(RunFolder run, JsonObject trained, JsonObject asked)
    {
        var own = RecordedRecipe.Of(run) ?? trained;
        var hasOtherSeed =
            RecipePlaces.ValueAt(asked, SeedKey) is { } other && !JsonNode.DeepEquals(other, SeedOf(own));
        var others = Others(run, own, asked, hasOtherSeed);
        return others.IsEmpty ? WithSeed(asked, SeedOf(own)) : others;
    }

    /// <summary>
    /// What a training that goes on would draw anew; nothing where the run was trained on all
    /// images, whatever the seed.
    /// </summary>
    /// <param name="run">The run that it goes on from.</param>
    /// <param name="trained">The recipe in its folder; the recorded one matters more.</param>
    /// <param name="asked">The recipe that it goes on by.</param>
    /// <returns>ROCL0271 for each.</returns>
    public static ImmutableArray<Problem> OthersOfContinued(RunFolder run, JsonObject trained, JsonObject asked)
    {
        var own = RecordedRecipe.Of(run) ?? trained;
        var hasDrawn = new[] { "images.train", ValidationKey }.Any(key => RecipePlaces.ValueAt(own, key) is not null);
        return Others(run, own, asked, hasDrawn && !JsonNode.DeepEquals(SeedOf(own), SeedOf(asked)));
    }

    private static ImmutableArray<Problem> Others(RunFolder run, JsonObject own, JsonObject asked, bool hasOtherSeed)
    {
        var others = new List<Problem>();
        if (hasOtherSeed)
            others.Add(OtherParts(run, SeedKey, SeedOf(own)));
        if (Differs(own, asked, ValidationKey))
            others.Add(OtherParts(run, ValidationKey, RecipePlaces.ValueAt(own, ValidationKey)));
        if (Differs(own, asked, ClassesKey))
            others.Add(OtherClasses(run, RecipePlaces.ValueAt(own, ClassesKey)));
        return [.. others];
    }

    private static JsonNode SeedOf(JsonObject recipe) =>
        RecipePlaces.ValueAt(recipe, SeedKey) ?? recipe["seed"] ?? JsonValue.Create(1);

    private static JsonObject WithSeed(JsonObject asked, JsonNode seed)
    {
        var measured = (JsonObject)asked.DeepClone();
        if (measured["images"] is null)
            measured["images"] = new JsonObject();
        if (measured["images"] is JsonObject images)
            images["seed"] = seed.DeepClone();
        return measured;
    }

    private static bool Differs(JsonObject own, JsonObject asked, string key) =>
        !JsonNode.DeepEquals(RecipePlaces.ValueAt(own, key), RecipePlaces.ValueAt(asked, key));

    private static Problem OtherParts(RunFolder run, string key, JsonNode? value) =>
        new(
            "ROCL0271",
            $"{run.Recipe}: {key}",
            "Other parts of the data would be drawn than the run was trained with, so that training images "
                + "may be among those that are measured on.",
            $"Keep {key}: the run's own is {Text(value)}. images.test and images.measureOn may be set."
        );

    private static Problem OtherClasses(RunFolder run, JsonNode? value) =>
        new(
            "ROCL0271",
            $"{run.Recipe}: {ClassesKey}",
            "Other classes, or the same in another order, would stand beside a model that was trained with the run's.",
            $"Keep {ClassesKey}: the run's own are {Text(value)}. "
                + "The evaluation transfer measures on other classes, and names them."
        );

    private static string Text(JsonNode? value) => value?.ToJsonString() ?? "none";
}
