using System.Text.Json;
using System.Text.Json.Nodes;
using RoCL.Core.Components;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Files;
using RoCL.Runs.Recipes;
using RoCL.Suites.Rows;

namespace RoCL.Suites.Asking;

/// <summary>
/// The encoder of a network in a file begins with it, and so do the heads that the recipe measures;
/// it is measured behind its own normalisation, where the file says it and the recipe says nothing.
/// </summary>
/// <param name="catalogue">The components that there are.</param>
/// <param name="files">The disk.</param>
public sealed class MeasuredWeights(IComponentCatalogue catalogue, IFiles files)
{
    /// <summary>The values that a request is run by.</summary>
    /// <param name="request">The request.</param>
    public Variation In(RunRequest request)
    {
        var asked = request.Variation;
        if (request.Weights is not { } file)
            return asked;
        // A recipe that cannot be read is refused in its own place.
        var recipe = RecipeFiles.Load(request.Targets[0], asked.Settings).Match<JsonObject?>(read => read, _ => null);
        return asked with
        {
            Settings = [Beginning(file, recipe ?? []), .. OwnNormalization(file, recipe), .. asked.Settings],
        };
    }

    private string Beginning(string file, JsonObject recipe)
    {
        var heads = new MeasuredHeads(catalogue).In(recipe);
        ImmutableArray<string> parts = ["encoder", .. heads.Select(head => $"heads.{head}")];
        return $"init={{\"from\":{JsonSerializer.Serialize(file)},\"parts\":{JsonSerializer.Serialize(parts)}}}";
    }

    private IEnumerable<string> OwnNormalization(string file, JsonObject? recipe)
    {
        var isSilent = recipe is not null && recipe["normalize"] is null;
        if (isSilent && WeightsFile.NormalizationIn(files, file) is { } own)
            yield return own.ToSetting();
    }
}
