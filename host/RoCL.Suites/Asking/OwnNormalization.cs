using RoCL.Runs.Checkpoints;
using RoCL.Runs.Files;
using RoCL.Runs.Recipes;
using RoCL.Suites.Rows;

namespace RoCL.Suites.Asking;

/// <summary>
/// A network in a file is measured behind its own normalisation, where the file says it and the
/// recipe says nothing.
/// </summary>
public static class OwnNormalization
{
    /// <summary>The values that a request is run by.</summary>
    /// <param name="request">The request.</param>
    /// <param name="files">The disk.</param>
    public static Variation In(RunRequest request, IFiles files)
    {
        var asked = request.Variation;
        if (request.Weights is not { } file || IsStated(request))
            return asked;
        if (WeightsFile.NormalizationIn(files, file) is not { } own)
            return asked;
        return asked with { Settings = asked.Settings.Insert(0, own.ToSetting()) };
    }

    // A recipe that cannot be read is refused in its own place.
    private static bool IsStated(RunRequest request) =>
        request.Targets.Any(recipe =>
            RecipeFiles
                .Load(recipe, request.Variation.Settings)
                .Match(document => document["normalize"] is not null, _ => true)
        );
}
