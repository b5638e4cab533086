using System.Text.Json;
using RoCL.Runs.Files;
using RoCL.Runs.Recipes;

namespace RoCL.Suites.Rows;

/// <summary>
/// Where the recipes of a suite come from: <c>origins.json</c> beside <c>suite.json</c>, which
/// holds what they are. So the record of a row says it as well where the row is begun later, or by
/// a cluster's job.
/// </summary>
internal static class SuiteOrigins
{
    /// <summary>Writes those of a suite; nothing where it knows of none.</summary>
    /// <param name="files">The disk.</param>
    /// <param name="folder">The suite's folder.</param>
    /// <param name="suite">The suite.</param>
    public static void Write(IFiles files, string folder, Suite suite)
    {
        var known = suite.Rows.Where(row => row.Origin is not null).ToDictionary(row => row.Name, row => row.Origin);
        if (known.Count > 0)
            AtomicFile.WriteJson(files, SuiteFileNames.OriginsIn(folder), known);
    }

    /// <summary>A suite with the origins that its folder knows.</summary>
    /// <param name="files">The disk.</param>
    /// <param name="folder">The suite's folder.</param>
    /// <param name="suite">The suite.</param>
    public static Suite Noted(IFiles files, string folder, Suite suite)
    {
        var known = Read(files, folder);
        return suite with
        {
            Rows = [.. suite.Rows.Select(row => row with { Origin = known.GetValueOrDefault(row.Name) })],
        };
    }

    // Nothing is computed from it: what cannot be read is not known.
    private static Dictionary<string, RecipeOrigin> Read(IFiles files, string folder)
    {
        try
        {
            var text = TextFile.ReadIfThere(files, SuiteFileNames.OriginsIn(folder));
            return text is null ? [] : JsonSerializer.Deserialize<Dictionary<string, RecipeOrigin>>(text, Json.Line)!;
        }
        catch (Exception fault) when (FileFailure.Is(fault) || fault is JsonException)
        {
            return [];
        }
    }
}
