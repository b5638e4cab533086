using System.Text.Json.Nodes;
using RoCL.Core.Reading;

namespace RoCL.Suites.Rows;

/// <summary>The part of a recipe that its training follows from.</summary>
internal static class TrainingPart
{
    private static readonly string[] OfMeasuring = ["about", "evaluate", "masking", "route", PublishedReading.Key];
    private static readonly string[] OfMeasuringInImages = ["test", "measureOn"];

    /// <summary>
    /// A recipe without what concerns measuring alone: two of one training have the same weights to
    /// the bit.
    /// </summary>
    /// <param name="recipe">Resolved, with its seed.</param>
    public static JsonObject Of(JsonObject recipe)
    {
        var training = (JsonObject)recipe.DeepClone();
        foreach (var key in OfMeasuring)
            training.Remove(key);
        if (training["images"] is JsonObject images)
        {
            foreach (var key in OfMeasuringInImages)
                images.Remove(key);
        }

        return training;
    }
}
