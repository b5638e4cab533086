using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RoCL.Core.Tensors;
using RoCL.Plugins.Trust;
using RoCL.Runs.Files;
using RoCL.Runs.Folders;
using RoCL.Runs.Recovery;
using RoCL.Runs.Training;

namespace RoCL.Runs.Evaluations;

/// <summary>
/// What an evaluation has finished, in a folder of the run, until all evaluations are over: a
/// stopped one goes on from there.
/// </summary>
/// <remarks>
/// The folder's name is a hash over all that the digits follow from: weights, recipe, the
/// evaluation's place in it, its plugins. What was kept of another evaluation is never taken for
/// this one's.
/// </remarks>
/// <param name="root">The folder.</param>
public sealed class KeptParts(string root)
{
    private readonly double _spent = SpentIn(root);

    private string Result => Path.Combine(root, "result.json");

    private string Spent => Path.Combine(root, "spent");

    /// <summary>Those of one evaluation.</summary>
    /// <param name="run">The run's folder.</param>
    /// <param name="job">The recipe.</param>
    /// <param name="weights">
    /// The hashes of the trained weights, and of the models of other runs that the recipe names.
    /// </param>
    /// <param name="evaluation">Which evaluation, from 0.</param>
    public static KeptParts Of(RunFolder run, Job job, IEnumerable<string> weights, int evaluation)
    {
        var document = job.Document.DeepClone().AsObject();
        document["evaluate"] = new JsonArray(
            evaluation,
            (document["evaluate"] is JsonArray list ? list[evaluation] : document["evaluate"])!.DeepClone()
        );
        var plugins = job
            .Recipe.Uses.Select(use => use.Component.Plugin)
            .Distinct()
            .OrderBy(plugin => plugin.Id, StringComparer.Ordinal)
            .Select(PluginHash.Of);
        return new(
            Path.Combine(Folder(run), Hash(string.Join('\n', [.. weights, document.ToJsonString(), .. plugins])))
        );
    }

    /// <summary>Forgets all that was kept in a run.</summary>
    public static void Forget(RunFolder run)
    {
        if (Directory.Exists(Folder(run)))
            Directory.Delete(Folder(run), recursive: true);
    }

    /// <summary>Seconds that earlier processes spent on what is kept.</summary>
    public double SecondsBefore => _spent;

    /// <summary>The whole evaluation's result, where it was finished.</summary>
    public EvaluationSummary? Finished()
    {
        try
        {
            return File.Exists(Result) ? Json.Read<EvaluationSummary>(File.ReadAllText(Result)) : null;
        }
        catch (JsonException)
        {
            return null; // Measured again.
        }
    }

    /// <summary>Keeps the whole evaluation's result.</summary>
    public void Finish(EvaluationSummary summary)
    {
        Directory.CreateDirectory(root);
        Json.Write(Result, summary);
    }

    /// <summary>
    /// A part; <see langword="null"/> where there is none, or only a damaged one.
    /// </summary>
    /// <exception cref="ProblemException">
    /// ROCL0630: it is there and cannot be read just now.
    /// </exception>
    public TensorFile? Find(string name) => Tried(() => Found(name));

    private TensorFile? Found(string name)
    {
        var path = PathOf(name);
        if (!File.Exists(path))
            return null;
        using var file = File.OpenRead(path);
        return Safetensors.Read(file, path).Match(part => part, _ => (TensorFile?)null);
    }

    /// <summary>Keeps a part: beside its place first, then renamed.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="part">Its tensors.</param>
    /// <param name="seconds">Seconds spent in this process so far.</param>
    /// <exception cref="ProblemException">
    /// ROCL0630: it cannot be written; what was kept before stays.
    /// </exception>
    public void Keep(string name, TensorFile part, double seconds) =>
        Tried(() =>
        {
            Directory.CreateDirectory(root);
            var path = PathOf(name);
            using (var file = File.Create(path + ".new"))
                Safetensors.Write(part, file);
            File.Move(path + ".new", path, overwrite: true);
            File.WriteAllText(Spent, (_spent + seconds).ToString(CultureInfo.InvariantCulture));
            return part;
        });

    // It is called from within a component's code: what fails here is none of its fault.
    private T Tried<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(Trouble.Of(root, fault)!, fault);
        }
    }

    private string PathOf(string name) => Path.Combine(root, Hash(name) + ".safetensors");

    private static string Folder(RunFolder run) => Path.Combine(run.Evaluations, "kept");

    private static double SpentIn(string root) =>
        File.Exists(Path.Combine(root, "spent"))
        && double.TryParse(File.ReadAllText(Path.Combine(root, "spent")), CultureInfo.InvariantCulture, out var seconds)
            ? seconds
            : 0;

    private static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
}
