using System.Globalization;
using System.Text.Json.Nodes;
using RoCL.Suites.Rows;

namespace Tables;

/// <summary>Reads what is to be kept from the folder of a suite that has been run.</summary>
internal static class Keeping
{
    private const int LongestLine = 80;

    /// <summary>The results of all runs that have finished.</summary>
    /// <param name="folder">The suite's folder.</param>
    public static KeptRuns Of(string folder)
    {
        var suite = Read(folder, "suite.json");
        var found = new Found();
        var runs = ImmutableArray.CreateBuilder<KeptRun>();
        foreach (var (row, _) in (JsonObject)suite["rows"]!)
        {
            var name = SuiteRow.FolderOf(row);
            var folders = Directory.EnumerateDirectories(folder).Where(each => IsOf(Path.GetFileName(each), name));
            foreach (var run in folders.Order(StringComparer.Ordinal))
            {
                if (File.Exists(Path.Combine(run, "summary.json")))
                    runs.Add(Run(row, run, found));
            }
        }

        return new([.. Words(found.Command)], [.. found.Machines], [.. found.Plugins], runs.ToImmutable());
    }

    // An option a line, a long one on several; a file of the repository by its place there.
    private static IEnumerable<string> Words(string command)
    {
        var here = command.Replace($"{Directory.GetCurrentDirectory()}{Path.DirectorySeparatorChar}", "");
        return OptionLines.Of(here).SelectMany(Broken);
    }

    private static IEnumerable<string> Broken(string option)
    {
        var rest = option;
        for (var end = EndOfLine(rest); end > 0; end = EndOfLine(rest))
        {
            yield return rest[..end];
            rest = rest[end..];
        }

        yield return rest;
    }

    private static int EndOfLine(string text) => text.Length > LongestLine ? text.LastIndexOf(',', LongestLine) + 1 : 0;

    private static bool IsOf(string folder, string row) =>
        folder == row || (folder.StartsWith(row, StringComparison.Ordinal) && IsSeed(folder[row.Length..]));

    private static bool IsSeed(string ending) =>
        ending.StartsWith("_seed=", StringComparison.Ordinal)
        && long.TryParse(ending["_seed=".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static KeptRun Run(string row, string folder, Found found)
    {
        var summary = Read(folder, "summary.json");
        var starts = Read(folder, "environment.json").AsArray();
        var environment = starts[^1]!;
        var command = starts.Select(start => start!["origin"]?["command"]).FirstOrDefault(given => given is not null);
        found.Command = $"{command ?? found.Command}";
        return new(
            row,
            (long)summary["seed"]!,
            $"{environment["rocl"]}".Split('+')[^1],
            IndexOf(found.Machines, MachineOf(environment)),
            [.. summary["plugins"]!.AsArray().Select(plugin => IndexOf(found.Plugins, PluginOf(plugin!)))],
            $"{summary["weights"]}",
            Math.Round((double)summary["seconds"]!),
            [.. summary["evaluations"]!.AsArray().Select(evaluation => Evaluation(evaluation!))]
        );
    }

    private static KeptEvaluation Evaluation(JsonNode evaluation)
    {
        var conditions = evaluation["conditions"]!.AsArray();
        return new(
            $"{evaluation["name"]}",
            (int)conditions[0]!["images"]!,
            conditions.ToImmutableSortedDictionary(
                condition => $"{condition!["name"]}",
                condition => (double)condition!["accuracy"]!,
                StringComparer.Ordinal
            ),
            [
                .. conditions
                    .Where(condition => condition!["signs"] is JsonArray { Count: > 0 })
                    .Select(condition => $"{condition!["name"]}"),
            ]
        );
    }

    private static string MachineOf(JsonNode environment) =>
        $"{environment["instructions"]}, {environment["processors"]} processors, {environment["threads"]} threads, "
        + $"{environment["device"]}, {environment["system"]}, libtorch {environment["libtorch"]}";

    private static KeptPlugin PluginOf(JsonNode plugin) =>
        new($"{plugin["id"]}", $"{plugin["version"]}".Split('+')[0], $"{plugin["sha256"]}");

    private static int IndexOf<T>(List<T> known, T one)
    {
        if (!known.Contains(one))
            known.Add(one);
        return known.IndexOf(one);
    }

    private static JsonNode Read(string folder, string file) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(folder, file)))!;

    private sealed class Found
    {
        public string Command { get; set; } = "";

        public List<string> Machines { get; } = [];

        public List<KeptPlugin> Plugins { get; } = [];
    }
}
