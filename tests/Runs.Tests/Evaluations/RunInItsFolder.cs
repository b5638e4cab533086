using System.Text.Json.Nodes;
using RoCL.Core;
using RoCL.Core.Reading;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using Shared.Folders;

namespace Runs.Tests.Evaluations;

/// <summary>A trained run that is asked for by other values than its own.</summary>
internal static class RunInItsFolder
{
    /// <summary>The recipe that it is measured by, or what is wrong with the values.</summary>
    /// <param name="trained">Its own recipe.</param>
    /// <param name="kept">Keeps what has to stay of the run in the wanted recipe.</param>
    /// <param name="settings">The values, as after <c>--set</c>.</param>
    public static Result<JsonObject> Asked(
        JsonObject trained,
        Func<RunFolder, JsonObject, JsonObject, Result<JsonObject>> kept,
        IEnumerable<string> settings
    )
    {
        using var folder = new TemporaryFolder();
        var run = new RunFolder(new DiskFiles(), folder.Path);
        return RecipeText.SetAll(trained, settings).Then(asked => kept(run, trained, asked));
    }
}
