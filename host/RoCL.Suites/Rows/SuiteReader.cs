using System.Text.Json.Nodes;
using RoCL.Core;
using RoCL.Runs.Recipes;
using RoCL.Suites.Folders;

namespace RoCL.Suites.Rows;

/// <summary>
/// From a suite's document to rows with resolved recipes, or to all of its mistakes at once.
/// </summary>
/// <param name="where">What problems call the document.</param>
/// <param name="file">
/// The file that it stands in, which the recipes that it names are relative to; none for the
/// command line's own.
/// </param>
/// <param name="asked">What the command line asks for besides.</param>
public sealed class SuiteReader(string where, string? file, Variation asked)
{
    private static readonly string[] Keys = ["suite", "about", "seeds", "set", "grid", "rows", "evaluate"];
    private static readonly string[] RowKeys = ["recipe", "set", "evaluate"];
    private readonly ImmutableArray<Problem>.Builder _problems = ImmutableArray.CreateBuilder<Problem>();

    /// <summary>Reads.</summary>
    /// <returns>
    /// ROCL0130 an unknown key, ROCL0131 no rows, ROCL0139 a row without a recipe, ROCL0132 seeds,
    /// ROCL0133 a grid without values, ROCL0134 two rows of one folder, ROCL0135 another kind of
    /// value; and what is wrong with recipes and settings, with the row that it is wrong in.
    /// </returns>
    public Result<Suite> Read(JsonObject document)
    {
        Known(document, "", Keys);
        var seeds = SuiteSeeds
            .Read($"{where}: seeds", document["seeds"])
            .Match(read => read, Noted<ImmutableArray<long>>([]));
        var axes = Axes(document["grid"]);
        var rows = document["rows"] is JsonObject { Count: > 0 } named
            ? named.SelectMany(row => Row(row.Key, row.Value, document, seeds)).ToImmutableArray()
            : Noted<ImmutableArray<SuiteRow>>([])([
                new(
                    "ROCL0131",
                    $"{where}: rows",
                    "names no row.",
                    "Write it like \"rows\": { \"RoCL\": { \"recipe\": \"rocl\" } }."
                ),
            ]);
        rows = axes.Aggregate(rows, (so, axis) => Result.All(so.SelectMany(axis.Over)).Match(over => over, Noted(so)));
        Alike(rows);
        _problems.AddRange(RowReferences.Unknown(rows, where));
        var name = Text(document, "suite") ?? Path.GetFileNameWithoutExtension(where);
        var suite = new Suite(name, Text(document, "about") ?? "", asked.SeedsOver(seeds), rows)
        {
            Filed = file is not null,
        };
        return _problems.Count == 0 ? suite : _problems.ToImmutable();
    }

    private IEnumerable<SuiteRow> Row(string name, JsonNode? row, JsonObject suite, ImmutableArray<long> seeds)
    {
        var place = $"{where}: rows.{name}";
        if (row is JsonObject keys)
            Known(keys, $"rows.{name}.", RowKeys);
        var recipe = row is JsonObject given ? given["recipe"] : row;
        var loaded = recipe switch
        {
            JsonObject inline => inline,
            JsonValue value when value.TryGetValue(out string? called) => RecipeFiles.Load(
                file is null ? called : RecipeFiles.Beside(called, file),
                []
            ),
            _ => new Problem("ROCL0139", $"{place}.recipe", "names no recipe.", "Write a recipe's name or file."),
        };
        var own = row as JsonObject;
        return loaded
            .Then(document => SuiteSettings.Over(document, suite["set"], $"{where}: set"))
            .Then(document => SuiteSettings.Over(document, own?["set"], $"{place}.set"))
            .Then(document => Evaluate(document, own?["evaluate"] ?? suite["evaluate"]))
            .Then(document => asked.Over(document, seeds))
            .Match(
                document => [new SuiteRow(name, file is null ? RecipeFiles.FileOf($"{recipe}") : place, document)],
                problems => Noted<IEnumerable<SuiteRow>>([])([.. problems.Select(problem => In(place, problem))])
            );
    }

    private static Result<JsonObject> Evaluate(JsonObject recipe, JsonNode? evaluations)
    {
        if (evaluations is not null)
            recipe["evaluate"] = evaluations.DeepClone();
        return recipe;
    }

    private ImmutableArray<Axis> Axes(JsonNode? grid)
    {
        var own = grid switch
        {
            null => new Result<ImmutableArray<Axis>>.Ok([]),
            JsonObject keys => Result.All(
                keys.Select(axis => Axis.Read($"{where}: grid.{axis.Key}", axis.Key, axis.Value))
            ),
            _ => new Problem(
                "ROCL0135",
                $"{where}: grid",
                "is no object.",
                "Write it like \"grid\": { \"optimizer.lr\": [0.1, 0.2] }."
            ),
        };
        return
        [
            .. new[] { own, asked.Axes }.SelectMany(axes => axes.Match(read => read, Noted<ImmutableArray<Axis>>([]))),
        ];
    }

    // Folders of one name would be one folder, on some file systems whatever the capitals.
    private void Alike(ImmutableArray<SuiteRow> rows)
    {
        var folders = rows.GroupBy(row => row.Folder, StringComparer.OrdinalIgnoreCase);
        foreach (var alike in folders.Where(alike => alike.Count() > 1 || SuiteFolder.Reserved(alike.Key)))
        {
            _problems.Add(
                new(
                    "ROCL0134",
                    $"{where}: rows",
                    alike.Count() > 1
                        ? $"{string.Join(" and ", alike.Select(row => $"'{row.Name}'"))} would have one folder, {alike.Key}."
                        : $"'{alike.Key}' is the name of a file that every suite has.",
                    "Give the row another name."
                )
            );
        }
    }

    private void Known(JsonObject at, string path, string[] known)
    {
        foreach (var (key, _) in at.Where(pair => !known.Contains(pair.Key)))
        {
            _problems.Add(
                new(
                    "ROCL0130",
                    $"{where}: {path}{key}",
                    "a suite has no such key.",
                    Nearest.To(key, known) is { } nearest
                        ? $"Did you mean '{nearest}'?"
                        : $"Known here: {string.Join(", ", known)}."
                )
            );
        }
    }

    private string? Text(JsonObject document, string key)
    {
        if (document[key] is not { } node)
            return null;
        if (node is JsonValue value && value.TryGetValue(out string? text))
            return text;
        _problems.Add(new("ROCL0135", $"{where}: {key}", "is no text.", "Write a text."));
        return null;
    }

    private Problem In(string place, Problem problem) =>
        file is null || problem.Where.StartsWith(where, StringComparison.Ordinal)
            ? problem
            : problem with
            {
                Where = $"{place}: {problem.Where}",
            };

    private Func<ImmutableArray<Problem>, T> Noted<T>(T instead) =>
        problems =>
        {
            _problems.AddRange(problems);
            return instead;
        };
}
