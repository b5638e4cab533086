using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using RoCL.Core.Recipes;
using RoCL.Plugins.Trust;
using RoCL.Runs.Checkpoints;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Keeping;
using RoCL.Runs.Natives;
using RoCL.Runs.Provenance;
using RoCL.Runs.Ranks;
using RoCL.Runs.Recipes;

namespace RoCL.Runs.Engine;

/// <summary>
/// Where and with what a run is made: <c>environment.json</c>, a list with an entry for each time
/// that the run began or went on. <see cref="RunRecord"/> reads it.
/// </summary>
public sealed class EnvironmentReport(TimeProvider clock, TrainedModels models, UsedCopies? copies = null)
{
    private const string RecipeKey = "recipe";
    private const string DataKey = "data";
    private const string OthersKey = "others";

    /// <summary>
    /// The plugins of a recipe of which this process uses the copies that runs have kept; none
    /// where it uses originals.
    /// </summary>
    /// <param name="recipe">The recipe.</param>
    public string? OwnPlugins(Recipe recipe) => copies?.In(recipe).Text;

    /// <summary>Adds an entry.</summary>
    /// <param name="run">The run.</param>
    /// <param name="job">What is trained and measured.</param>
    /// <param name="arithmetic">By what.</param>
    /// <param name="change">
    /// That the run goes on with other plugins; <see langword="null"/> where it does not.
    /// </param>
    /// <exception cref="ProblemException">
    /// A model of another run that the recipe names cannot be used: nothing is written.
    /// </exception>
    /// <param name="ranks">The ranks that train it; none where it is one process.</param>
    public void Write(RunFolder run, Job job, Arithmetic arithmetic, PluginChange? change, RankRecord? ranks = null)
    {
        var entry = Entry(run, job, models.Of(job.Plan), arithmetic, change, ranks);
        List<object> entries = [.. Earlier(run), entry];
        if (job.Data is { Value: var data })
            RecordedData.Write(run, data);
        AtomicFile.WriteJson(run.Files, run.Environment, entries);
    }

    /// <summary>
    /// Gives a run the record of another's training, with its own recipe: data of the other's
    /// evaluations is left out, since its own may name other data.
    /// </summary>
    /// <param name="from">The run whose record it is.</param>
    /// <param name="to">The run that is given it; its recipe is there.</param>
    public static void Copy(RunFolder from, RunFolder to)
    {
        var entries = Json.Read<List<JsonObject>>(TextFile.Read(from.Files, from.Environment));
        foreach (var entry in entries)
        {
            entry[RecipeKey] = RecordedRecipe.InFolder(to);
            (entry[DataKey] as JsonObject)?.Remove(OthersKey);
        }

        AtomicFile.WriteJson(to.Files, to.Environment, entries);
        RecordedData.CopyOfTraining(from, to);
    }

    // A damaged file, which the person allowed to go on without, stays beside the new one.
    private static List<object> Earlier(RunFolder run)
    {
        try
        {
            return TextFile.ReadIfThere(run.Files, run.Environment) is { } text ? Json.Read<List<object>>(text) : [];
        }
        catch (JsonException)
        {
            SetAside.Rename(run.Files, run.Environment, run.Environment + ".damaged");
            return [];
        }
    }

    /// <summary>
    /// How the arithmetic of a run that goes on differs from what it was trained by;
    /// <see langword="null"/> where it does not, and where no step was trained.
    /// </summary>
    /// <param name="run">The run, before the entry is added.</param>
    /// <param name="now">By what it goes on.</param>
    public static string? ArithmeticChange(RunFolder run, Arithmetic now) =>
        CheckpointStore.TrainedSteps(run) > 0 && RunRecord.LastIn(run) is { } earlier ? now.ChangeSince(earlier) : null;

    // A run that has a checkpoint no longer needs the weights that it began with.
    private static InitRecord? InitOf(RunFolder run, Job job)
    {
        if (job.Plan.Bindings.Init is not { } init)
            return null;
        return CheckpointStore.In(run).Count > 0 ? InitRecord.In(run) : InitRecord.Of(run, init);
    }

    private object Entry(
        RunFolder run,
        Job job,
        IReadOnlyList<ModelOrigin>? named,
        Arithmetic arithmetic,
        PluginChange? change,
        RankRecord? ranks
    )
    {
        var recipe = RecordedRecipe.InFolder(run);
        var data = job.Data?.Value;
        return new
        {
            Begun = clock.GetUtcNow(),
            RunRecord.Here.Rocl,
            RunRecord.Here.Host,
            RunRecord.Here.Contracts,
            RunRecord.Here.TorchSharp,
            arithmetic.Libtorch,
            LibtorchFolder = LibtorchFolder.Chosen?.Path,
            DotNet = RuntimeInformation.FrameworkDescription,
            System = RuntimeInformation.OSDescription,
            Processors = Environment.ProcessorCount,
            arithmetic.Threads,
            arithmetic.Instructions,
            arithmetic.Device,
            job.Plan.Steps,
            job.Origin,
            ArithmeticChange = ArithmeticChange(run, arithmetic),
            Ranks = ranks,
            Plugins = PluginRecord.Of(job.Recipe),
            PluginChange = change,
            OwnPlugins = OwnPlugins(job.Recipe),
            Models = named,
            Init = InitOf(run, job),
            Parent = ParentRecord.In(run),
            ModelChange = RecordedModels.Difference(run, job.Recipe.Models, models.WeightsOf),
            Data = data?.WithoutDetails(),
            DataOverview = job.Overview?.Value,
            DataChange = data is null ? null : RecordedData.Difference(run, job.Document, data),
            Recipe = recipe,
            RecipeChange = recipe is null ? null : RecordedRecipe.DifferenceBesidesPlaces(run, recipe),
        };
    }
}
