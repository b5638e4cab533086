using System.Text.Json;
using RoCL.Core.Components;
using RoCL.Runs.Recipes;
using RoCL.Suites.Rows;

namespace RoCL.Suites.Asking;

/// <summary>
/// The encoder of a network in a file begins with it, and so do the heads that the recipe measures.
/// </summary>
public static class MeasuredWeights
{
    /// <summary>The values that a request is run by.</summary>
    /// <param name="request">The request.</param>
    /// <param name="catalogue">The components that there are.</param>
    public static Variation In(RunRequest request, IComponentCatalogue catalogue)
    {
        var asked = request.Variation;
        if (request.Weights is not { } file)
            return asked;
        var document = RecipeFiles.Load(request.Targets[0], asked.Settings).Match(read => read, _ => []);
        var heads = new MeasuredHeads(catalogue).In(document);
        ImmutableArray<string> parts = ["encoder", .. heads.Select(head => $"heads.{head}")];
        var init = $"init={{\"from\":{JsonSerializer.Serialize(file)},\"parts\":{JsonSerializer.Serialize(parts)}}}";
        return asked with { Settings = asked.Settings.Insert(0, init) };
    }
}
