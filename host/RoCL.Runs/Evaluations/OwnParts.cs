using System.Text.Json.Nodes;
using RoCL.Core;
using RoCL.Core.Reading;
using RoCL.Runs.Folders;
using RoCL.Runs.Provenance;

namespace RoCL.Runs.Evaluations;

/// <summary>
/// The parts of the data that a run was trained with, kept in whatever evaluation is made of it:
/// other parts would put training images among those that are measured on.
/// </summary>
public static class OwnParts
{
    private const string SeedKey = "images.seed";
    private const string ValidationKey = "images.validation";
    private const string ClassesKey = "images.classes";
    private const string Validation = "validation";

    /// <summary>An evaluation's recipe, with the run's parts whatever its own seed is.</summary>
    /// <param name="run">The run.</param>
    /// <param name="trained">The recipe in its folder; the recorded one matters more.</param>
    /// <param name="asked">The recipe that is to be measured by.</param>
    /// <returns>ROCL0271: it asks for other parts.</returns>
    public static Result<JsonObject> In(RunFolder run, JsonObject trained, JsonObject asked)
    {
        var own = RecordedRecipe.Of(run) ?? trained;
        var seed = RecipePlaces.ValueAt(own, SeedKey) ?? own["seed"] ?? 1;
        var isOnValidation = RecipePlaces.ValueAt(asked, "images.measureOn")?.ToString() == Validation;
        var others = new List<string>();
        if (RecipePlaces.ValueAt(asked, SeedKey) is { } other && !JsonNode.DeepEquals(other, seed))
            others.Add(SeedKey);
        if (Differs(own, asked, ValidationKey))
            others.Add(ValidationKey);
        if (isOnValidation && Differs(own, asked, ClassesKey))
            others.Add(ClassesKey);
        return others.Count > 0
            ? others.Select(key => OtherParts(run, key, own, seed)).ToImmutableArray()
            : WithSeed(asked, seed);
    }

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

    private static Problem OtherParts(RunFolder run, string key, JsonObject own, JsonNode seed)
    {
        var value = RecipePlaces.ValueAt(own, key) ?? (key == SeedKey ? seed : null);
        return new(
            "ROCL0271",
            $"{run.Recipe}: {key}",
            "Other parts of the data would be drawn than the run was trained with, so that training images "
                + "may be among those that are measured on.",
            $"Leave out {key}: the run's own is {value?.ToJsonString() ?? "none"}. "
                + "images.test and images.measureOn may be set."
        );
    }
}
