using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Shared.Plugins;

namespace Processes.Tests.Runs;

/// <summary>The built program as a process, in a folder that lasts as long as a test.</summary>
internal sealed class Rocl : IDisposable
{
    /// <summary>
    /// A recipe in the size of a test: 128 Fashion-MNIST images, two epochs, a second or two, and
    /// no second process beside the one that trains.
    /// </summary>
    public static readonly string[] Tiny =
    [
        "--no-supervisor",
        "--set",
        "images={\"train\":128,\"test\":40}",
        "--set",
        "train={\"epochs\":2,\"batch\":32}",
        "--set",
        "evaluate.0.epochs=5",
        "--set",
        "evaluate.0.batch=40",
        "--set",
        "evaluate.0.attack.iterations=3",
        "--set",
        "evaluate.0.attack.relativeStep=0.5",
        "--set",
        "checkpoints.every=\"2 steps\"",
        "--set",
        "masking.images=2",
    ];

    /// <summary>The same, whose classifier is measured on clean images alone.</summary>
    public static readonly string[] TinyWithoutAttack =
    [
        .. Tiny,
        "--set",
        "evaluate.0.threats=null",
        "--set",
        "evaluate.0.attack=null",
    ];

    private const string Cache = "ROCL_CACHE";

    private static readonly string BuiltProgram = Path.Combine(
        Path.GetDirectoryName(Places.BuiltPlugins)!,
        OperatingSystem.IsWindows() ? "rocl.exe" : "rocl"
    );

    public Rocl()
        : this(BuiltProgram) { }

    /// <summary>Another copy of the program.</summary>
    public Rocl(string program) => Program = program;

    /// <summary>The program itself.</summary>
    public string Program { get; }

    /// <summary>The folder that the program runs in.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("rocl-run-").FullName;

    /// <summary>
    /// What is set in the program's environment, besides what is set in this one's.
    /// </summary>
    public Dictionary<string, string> Variables { get; } = new() { ["OMP_NUM_THREADS"] = "1" };

    /// <summary>A path in that folder.</summary>
    public string this[string path] => Path.Combine(Folder, path);

    /// <summary>
    /// Runs to the end: in a process that has done other commands where nothing asks for a process
    /// of its own.
    /// </summary>
    public Ended Run(params string[] args) =>
        NeedsNoProcess(args) ? WarmProgram.Run(Program, new(Folder, args, CacheAlone())) : RunAlone(args);

    /// <summary>Runs to the end in a process of its own.</summary>
    public Ended RunAlone(params string[] args)
    {
        using var process = Start(args);
        return End(process);
    }

    /// <summary>Starts, with standard output and error captured.</summary>
    /// <remarks>
    /// A shell that runs the tests in the background ignores Ctrl-C, and so would every child: on
    /// Linux `env` undoes that.
    /// </remarks>
    public Process Start(params string[] args) =>
        OperatingSystem.IsLinux() ? Start("env", ["--default-signal=INT,HUP", Program, .. args]) : Start(Program, args);

    /// <summary>Starts another program in the folder, as <see cref="Start(string[])"/>.</summary>
    public Process Start(string program, string[] args)
    {
        var start = new ProcessStartInfo(program, args)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Variables)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Waits for the end.</summary>
    public static Ended End(Process process)
    {
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return Ended.Of(process.ExitCode, output, error.Result);
    }

    /// <summary>What Ctrl-C sends.</summary>
    public static void Interrupt(Process process)
    {
        using var kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>A JSON file of the folder.</summary>
    public JsonNode Json(string path) => JsonNode.Parse(File.ReadAllText(this[path]))!;

    /// <summary>Changes the recipe of a run, and its record as if it had been made by it.</summary>
    public void Remake(string run, Action<JsonNode> change)
    {
        var recipe = Json($"{run}/recipe.json");
        change(recipe);
        File.WriteAllText(this[$"{run}/recipe.json"], recipe.ToJsonString());
        var records = Json($"{run}/environment.json");
        foreach (var record in records.AsArray())
            record!["recipe"] = recipe.DeepClone();
        File.WriteAllText(this[$"{run}/environment.json"], records.ToJsonString());
    }

    /// <summary>
    /// Every file below the folder, relative to it; links are not followed.
    /// </summary>
    public IEnumerable<string> Files() =>
        Directory
            .EnumerateFiles(
                Folder,
                "*",
                new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }
            )
            .Select(file => Path.GetRelativePath(Folder, file));

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    // A supervisor starts its own program again, and some variables are read once a process.
    private bool NeedsNoProcess(string[] args) =>
        Program == BuiltProgram
        && Variables.Keys.All(name => name is Cache or "OMP_NUM_THREADS")
        && args is [var verb, ..]
        && (
            verb is "evaluate" or "show" or "plugins" or "explain" or "new" or "check"
            || (verb == "run" && args.Contains("--no-supervisor"))
        );

    private Dictionary<string, string> CacheAlone() =>
        Variables.Where(variable => variable.Key == Cache).ToDictionary();
}

/// <summary>How a process ended.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error, without lines of progress.</param>
/// <param name="Progress">Lines of progress.</param>
internal sealed partial record Ended(int Code, string Output, string Error, string Progress)
{
    /// <summary>The lines of standard error, without progress.</summary>
    public string[] ErrorLines =>
        Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>
    /// The lines of standard error, without the warnings that a toy does no better than guessing
    /// and has parts that nothing uses.
    /// </summary>
    public string[] Complaints => [.. ErrorLines.Where(line => !IsOfToys(line))];

    private static bool IsOfToys(string line) =>
        line.StartsWith("warning ROCL0289 ", StringComparison.Ordinal)
        || line.StartsWith("warning ROCL0297 ", StringComparison.Ordinal);

    /// <summary>Of what a process wrote.</summary>
    public static Ended Of(int code, string output, string error)
    {
        var lines = error.Split('\n').ToLookup(IsProgress);
        return new(code, output, string.Join('\n', lines[false]), string.Join('\n', lines[true]));
    }

    public override string ToString() => $"exit {Code}\n{Output}\n{Progress}\n{Error}";

    private static bool IsProgress(string line) => ProgressLine().IsMatch(line);

    // Such as `m: train 3/8  epoch 1/2`, and `opening data  10 s so far`.
    [GeneratedRegex(@"^(?!error |warning ).*( \d+/\d+(  .*)?|  \d+ s so far)\r?$")]
    private static partial Regex ProgressLine();
}
