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
        if (request.Targets is [var only] && RunFolder.Is(only)) return Resume(new(only), request, signals);
        var demonstration = request.Targets.IsEmpty;
        var names = demonstration ? Demonstration.Recipes : request.Targets;
        var root = request.Out ?? DefaultFolder(names);
        if (RunFolder.Taken(root) is { } taken) return errors.Report(taken);

        var jobs = Named(names).Select(target => JobOf(target.Recipe, target.Name, request)).ToList();
        if (jobs.SelectMany(job => job.Problems).ToImmutableArray() is { IsEmpty: false } problems) return errors.Report(problems);
        return Devices.Choose(request.Device).Then(device => RunFolder.Create(root).Then<int>(folder =>
            RunAll(folder, [.. jobs.Select(job => ((Result<Job>.Ok)job).Value)], device, signals, demonstration))).Match(code => code, errors.Report);
    }

    private int RunAll(RunFolder root, ImmutableArray<Job> jobs, TorchSharp.torch.Device device, Signals signals, bool demonstration)
    {
        console.WriteLine($"Results go to {root.Root}.");
        var done = new List<(string, Summary)>();
        foreach (var job in jobs)
        {
            var folder = jobs.Length == 1 ? root : RunFolder.Create(Path.Combine(root.Root, job.Name)).Match(made => made, problems => throw new ProblemException(problems[0]));
            Json.Write(folder.Recipe, job.Document);
            var (code, summary) = engine.Run(job, folder, device, signals);
            if (summary is null) return code;
            done.Add((job.Name, summary));
        }
        if (jobs.Length > 1) Json.Write(root.Summary, new { Methods = done.ToDictionary(run => run.Item1, run => run.Item2) });
        console.WriteLine();
        ResultTable.Write(console, done);
        if (demonstration && Demonstration.Sentence(done) is { } sentence) console.WriteLine(sentence);
        return ExitCode.Done;
    }

    private int Resume(RunFolder run, RunRequest request, Signals signals)
    {
        if (!request.Settings.IsEmpty || request.Seed is not null || request.Out is not null)
            return errors.Report(new Problem("ROCL0008", run.Root, "is a run, and it goes on by its own recipe.", "Leave out --set, --seed and --out, or start a new run."));
        if (SummaryFile.Read(run) is { } finished)
        {
            console.WriteLine($"{run.Root} has finished; nothing is left to do.");
            ResultTable.Write(console, [(run.Name, finished)]);
            return ExitCode.Done;
        }
        var job = RecipeFiles.Load(run.Recipe, []).Then(document => Job.Of(run.Name, run.Recipe, document, catalogue, types));
        return job.Then(ready => Devices.Choose(request.Device).Then<int>(device =>
        {
            var (code, summary) = engine.Run(ready, run, device, signals);
            if (summary is not null) ResultTable.Write(console, [(run.Name, summary)]);
            return code;
        })).Match(code => code, errors.Report);
    }

    private Result<Job> JobOf(string recipe, string name, RunRequest request)
    {
        var settings = request.Seed is { } seed ? request.Settings.Add(string.Create(CultureInfo.InvariantCulture, $"seed={seed}")) : request.Settings;
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
