using System.Globalization;
using RoCL.Host.Machine;
using RoCL.Host.Recipes;
using RoCL.Host.Reports;
using RoCL.Host.Runs;
using Spectre.Console;

namespace RoCL.Host.CommandLine;

/// <summary>What <c>rocl run</c> is asked for.</summary>
/// <param name="Targets">Recipes, or one run folder; none for the demonstration.</param>
/// <param name="Settings">As after <c>--set</c>.</param>
/// <param name="Seed">A seed instead of the recipe's.</param>
/// <param name="Device">A word for the device.</param>
/// <param name="Out">The folder for the results.</param>
internal sealed record RunRequest(ImmutableArray<string> Targets, ImmutableArray<string> Settings, long? Seed, string Device, string? Out);

/// <summary><c>rocl run</c>: train, evaluate, report; or go on with a run.</summary>
internal sealed class RunVerb(
    IComponentCatalogue catalogue, IComponentTypes types, RunEngine engine, IAnsiConsole console, ErrorOutput errors, TimeProvider clock)
{
    /// <summary>Runs; the exit code.</summary>
    public int Run(RunRequest request, Signals signals)
    {
        if (request.Targets is [var only] && RunFolder.In(only) is { Count: > 0 } begun) return Resume(only, begun, request, signals);
        var names = request.Targets.IsEmpty ? Demonstration.Recipes : request.Targets;
        var root = request.Out ?? DefaultFolder(names);
        if (RunFolder.Taken(root) is { } taken) return errors.Report(taken);

        var jobs = Named(names).Select(target => JobOf(target.Recipe, target.Name, request)).ToList();
        if (jobs.SelectMany(job => job.Problems).ToImmutableArray() is { IsEmpty: false } problems) return errors.Report(problems);
        return Devices.Choose(request.Device).Then(device => RunFolder.Create(root).Then<int>(folder =>
        {
            console.WriteLine($"Results go to {root}.");
            return Work(root, [.. jobs.Select(job => Begin(folder, ((Result<Job>.Ok)job).Value, alone: jobs.Count == 1))], device, signals);
        })).Match(code => code, errors.Report);
    }

    // Every run of several gets its folder at once, so that all of them can be gone on with.
    private static (Job, RunFolder) Begin(RunFolder root, Job job, bool alone)
    {
        var folder = alone ? root : RunFolder.Create(Path.Combine(root.Root, job.Name))
            .Match(made => made, problems => throw new ProblemException(problems[0]));
        Json.Write(folder.Recipe, job.Document);
        return (job, folder);
    }

    private int Resume(string root, IReadOnlyList<RunFolder> begun, RunRequest request, Signals signals)
    {
        if (!request.Settings.IsEmpty || request.Seed is not null || request.Out is not null)
            return errors.Report(new Problem("ROCL0008", root, "is a run, and it goes on by its own recipe.",
                "Leave out --set, --seed and --out, or start a new run."));
        var jobs = begun.Select(run => RecipeFiles.Load(run.Recipe, [])
            .Then(document => Job.Of(run.Name, run.Recipe, document, catalogue, types))).ToList();
        if (jobs.SelectMany(job => job.Problems).ToImmutableArray() is { IsEmpty: false } problems) return errors.Report(problems);
        ImmutableArray<(Job, RunFolder)> runs = [.. jobs.Zip(begun, (job, run) => (((Result<Job>.Ok)job).Value, run))];
        return Devices.Choose(request.Device).Then<int>(device => Work(root, runs, device, signals)).Match(code => code, errors.Report);
    }

    private int Work(string root, ImmutableArray<(Job Job, RunFolder Folder)> runs, TorchSharp.torch.Device device, Signals signals)
    {
        var done = new List<(string Name, Summary Summary)>();
        foreach (var (job, folder) in runs)
        {
            var finished = SummaryFile.Read(folder);
            if (finished is not null) console.WriteLine($"{folder.Root} has finished.");
            var (code, summary) = finished is null ? engine.Run(job, folder, root, device, signals) : (ExitCode.Done, finished);
            if (summary is null) return code;
            done.Add((job.Name, summary));
        }
        if (runs.Length > 1)
            Json.Write(new RunFolder(root).Summary, new { Methods = done.ToDictionary(run => run.Name, run => run.Summary) });
        console.WriteLine();
        ResultTable.Write(console, done);
        if (done.Select(run => run.Name).SequenceEqual(Demonstration.Recipes) && Demonstration.Sentence(done) is { } sentence)
            console.WriteLine(sentence);
        return ExitCode.Done;
    }

    private Result<Job> JobOf(string recipe, string name, RunRequest request)
    {
        var settings = request.Seed is { } seed
            ? request.Settings.Add(string.Create(CultureInfo.InvariantCulture, $"seed={seed}"))
            : request.Settings;
        var where = recipe.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? recipe : $"{recipe}.json";
        return RecipeFiles.Load(recipe, settings).Then<Job>(document => Job.Of(name, where, document, catalogue, types));
    }

    private static IEnumerable<(string Recipe, string Name)> Named(ImmutableArray<string> recipes) => recipes
        .GroupBy(recipe => Path.GetFileNameWithoutExtension(recipe) is { Length: > 0 } stem ? stem : recipe)
        .SelectMany(group => group.Select((recipe, i) => (recipe, i == 0 ? group.Key : $"{group.Key}-{i + 1}")));

    private string DefaultFolder(ImmutableArray<string> names)
    {
        var stamp = clock.GetLocalNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        var what = names is [var one] ? Path.GetFileNameWithoutExtension(one) : names == Demonstration.Recipes ? "demo" : "several";
        return Path.Combine("runs", $"{stamp}-{what}");
    }
}
