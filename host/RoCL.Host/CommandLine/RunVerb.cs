using System.Globalization;
using RoCL.Host.Fetching;
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
/// <param name="Seeds">How many seeds, from that one on.</param>
/// <param name="Grids">As after <c>--grid</c>.</param>
/// <param name="Device">A word for the device.</param>
/// <param name="Out">The folder for the results.</param>
/// <param name="Fetch">Whether missing data is fetched first.</param>
internal sealed record RunRequest(
    ImmutableArray<string> Targets, ImmutableArray<string> Settings, long? Seed, int Seeds, ImmutableArray<string> Grids,
    string Device, string? Out, bool Fetch);

/// <summary><c>rocl run</c>: train, evaluate, report; or go on with a run.</summary>
internal sealed class RunVerb(
    IComponentCatalogue catalogue, IComponentTypes types, RunEngine engine, DataFetch fetch, IAnsiConsole console, ErrorOutput errors, TimeProvider clock)
{
    /// <summary>Runs; the exit code.</summary>
    public int Run(RunRequest request, Signals signals)
    {
        if (request.Targets is [var only] && RunFolder.In(only) is { Count: > 0 } begun) return Resume(only, begun, request, signals);
        var names = request.Targets.IsEmpty ? Demonstration.Recipes : request.Targets;
        var root = request.Out ?? DefaultFolder(names);
        if (RunFolder.Taken(root) is { } taken) return errors.Report(taken);

        return Variation.All(names, request.Settings, request.Grids, request.Seed, request.Seeds)
            .Then(variations => Fetched(request, variations.Select(each => (each.Recipe, each.Settings)), signals)
                .Then(_ => All(variations.Select(JobOf))))
            .Then(jobs => Devices.Choose(request.Device).Then(device => RunFolder.Create(root).Then<int>(folder =>
            {
                console.WriteLine($"Results go to {root}.");
                return Work(root, [.. jobs.Select(job => Begin(folder, job, alone: jobs.Length == 1))], device, signals);
            })))
            .Match(code => code, errors.Report);
    }

    // Every run of several gets its folder at once, so that all of them can be gone on with.
    private static (Job, RunFolder) Begin(RunFolder root, Job job, bool alone)
    {
        var folder = alone
            ? root
            : RunFolder.Create(Path.Combine(root.Root, job.Name)).Match(made => made, problems => throw new ProblemException(problems[0]));
        Json.Write(folder.Recipe, job.Document);
        return (job, folder);
    }

    private int Resume(string root, IReadOnlyList<RunFolder> begun, RunRequest request, Signals signals)
    {
        if (!request.Settings.IsEmpty || !request.Grids.IsEmpty || request.Seed is not null || request.Seeds != 1 || request.Out is not null)
            return errors.Report(new Problem("ROCL0008", root, "is a run, and it goes on by its own recipe.",
                "Leave out --set, --grid, --seed, --seeds and --out, or start a new run."));
        return Fetched(request, begun.Select(run => (run.Recipe, ImmutableArray<string>.Empty)), signals)
            .Then(_ => All(begun.Select(JobOf)))
            .Then(jobs => Devices.Choose(request.Device).Then<int>(device => Work(root, [.. jobs.Zip(begun)], device, signals)))
            .Match(code => code, errors.Report);
    }

    private Result<int> Fetched(RunRequest request, IEnumerable<(string Recipe, ImmutableArray<string> Settings)> recipes, Signals signals) =>
        request.Fetch ? fetch.Fetch(recipes, signals.Stop) : 0;

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
        if (runs.Length > 1) Json.Write(new RunFolder(root).Summary, new { Methods = done.ToDictionary(run => run.Name, run => run.Summary) });
        console.WriteLine();
        ResultTable.Write(console, done);
        MeanTable.Write(console, [.. done.Select(run => (run.Name.Split("_seed=")[0], run.Summary))]);
        if (done.Select(run => run.Name).SequenceEqual(Demonstration.Recipes) && Demonstration.Sentence(done) is { } sentence)
            console.WriteLine(sentence);
        return ExitCode.Done;
    }

    private Result<Job> JobOf(Variation variation)
    {
        var where = variation.Recipe.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? variation.Recipe : $"{variation.Recipe}.json";
        return RecipeFiles.Load(variation.Recipe, variation.Settings)
            .Then<Job>(document => Job.Of(variation.Name, where, document, catalogue, types));
    }

    private Result<Job> JobOf(RunFolder run) =>
        RecipeFiles.Load(run.Recipe, []).Then<Job>(document => Job.Of(run.Name, run.Recipe, document, catalogue, types));

    // All of them, or every problem of every one.
    private static Result<ImmutableArray<Job>> All(IEnumerable<Result<Job>> jobs)
    {
        var read = jobs.ToImmutableArray();
        return read.SelectMany(job => job.Problems).ToImmutableArray() is { IsEmpty: false } problems
            ? problems
            : read.OfType<Result<Job>.Ok>().Select(job => job.Value).ToImmutableArray();
    }

    private string DefaultFolder(ImmutableArray<string> names)
    {
        var stamp = clock.GetLocalNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        var what = names is [var one] ? Path.GetFileNameWithoutExtension(one) : names == Demonstration.Recipes ? "demo" : "several";
        return Path.Combine("runs", $"{stamp}-{what}");
    }
}
