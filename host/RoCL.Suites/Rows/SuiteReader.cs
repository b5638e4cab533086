using System.Text.Json.Nodes;
using RoCL.Core;
using RoCL.Core.Reading;

namespace RoCL.Suites.Rows;

/// <summary>
/// From a suite's document to rows with resolved recipes, or to all of its mistakes at once.
/// </summary>
/// <param name="where">What problems call the document.</param>
/// <param name="file">
/// The file that it stands in, which the recipes that it names are relative to; none for the
/// command line's own.
/// </param>
/// <param name="asked">What the command line asks for over the document.</param>
/// <param name="precedence">
/// Which options of a component exclude one another; where it is left out, all of them stay.
/// </param>
public sealed class SuiteReader(string where, string? file, Variation asked, OptionPrecedence? precedence = null)
{
    private static readonly string[] Keys = ["suite", "about", "seeds", "set", "grid", "rows", "evaluate", "slurm"];
    private readonly ImmutableArray<Problem>.Builder _problems = ImmutableArray.CreateBuilder<Problem>();

    /// <summary>
    /// What places in the document are relative to; none where that is the working directory.
    /// </summary>
    public string? Folder { get; init; }

    /// <summary>Reads every recipe that the document names, and applies every setting.</summary>
    /// <returns>
    /// ROCL0130 an unknown key, ROCL0131 no rows, ROCL0139 a row without a recipe, ROCL0132 seeds,
    /// ROCL0133 a grid without values, ROCL0134 two rows of one folder, ROCL0135 another kind of
    /// value; and what is wrong with recipes and settings, with the row that it is wrong in.
    /// </returns>
    public Result<Suite> Read(JsonObject document) =>
        Rooted(Folder is null ? document : RecipePlaces.Rooted(document, place => Path.GetFullPath(place, Folder)));

    private Result<Suite> Rooted(JsonObject document)
    {
        // Neither counted out nor multiplied with rows.
        ImmutableArray<Problem> beyond = [.. SuiteSeeds.Beyond(asked)];
        if (!beyond.IsEmpty)
            return beyond;
        _problems.AddRange(SuiteKeys.Unknown(document, $"{where}: ", Keys));
        var seeds = ValueOr(SuiteSeeds.Read($"{where}: seeds", document["seeds"]), []);
        var axes = Axes(document["grid"]);
        _problems.AddRange(NamedTwice.In(where, document, axes, asked, seeds));
        var rows = Spread(Rows(document, seeds), axes);
        _problems.AddRange(SharedFolders(rows));
        _problems.AddRange(RowReferences.Unknown(rows, where));
        var name = Text(document, "suite") ?? Path.GetFileNameWithoutExtension(where);
        var about = Text(document, "about") ?? "";
        if (_problems.Count > 0)
            return _problems.Distinct().ToImmutableArray();
        return new Suite(name, about, asked.SeedsOver(seeds), rows)
        {
            Filed = file is not null,
            Slurm = document["slurm"],
        };
    }

    private ImmutableArray<SuiteRow> Rows(JsonObject document, ImmutableArray<long> seeds)
    {
        if (document["rows"] is not JsonObject { Count: > 0 } named)
        {
            _problems.Add(
                new(
                    "ROCL0131",
                    $"{where}: rows",
                    document["rows"] is JsonArray { Count: > 0 }
                        ? "The rows are a list: they have no names, which their folders and the table need."
                        : "The suite names no row.",
                    "Write it like \"rows\": { \"RoCL\": { \"recipe\": \"rocl\" } }."
                )
            );
            return [];
        }

        var reader = new RowReader(where, file, document, row => asked.Over(row, seeds, precedence), precedence);
        var rows = ImmutableArray.CreateBuilder<SuiteRow>();
        foreach (var (name, row) in named)
        {
            _problems.AddRange(reader.UnknownKeys(name, row));
            var read = reader.Read(name, row);
            _problems.AddRange(read.Problems);
            if (read is Result<SuiteRow>.Ok ok)
                rows.Add(ok.Value);
        }
        return rows.ToImmutable();
    }

    private ImmutableArray<Axis> Axes(JsonNode? grid)
    {
        var ofDocument = grid switch
        {
            null => new Result<ImmutableArray<Axis>>.Ok([]),
            JsonObject keys => Result.All(
                keys.Select(axis => Axis.Read($"{where}: grid.{axis.Key}", axis.Key, axis.Value))
            ),
            _ => new Problem(
                "ROCL0135",
                $"{where}: grid",
                "The grid is not an object.",
                "Write it like \"grid\": { \"optimizer.lr\": [0.1, 0.2] }."
            ),
        };
        return [.. ValueOr(ofDocument, []), .. ValueOr(asked.Axes, [])];
    }

    private ImmutableArray<SuiteRow> Spread(ImmutableArray<SuiteRow> rows, ImmutableArray<Axis> axes)
    {
        var keys = ComponentSettings.InOrder([.. axes.Select(axis => axis.Key)]);
        foreach (var axis in keys.Distinct().SelectMany(key => axes.Where(axis => axis.Key == key)))
            rows = ValueOr(Result.All(rows.SelectMany(row => axis.Over(row, asked.Settings, precedence))), rows);
        return rows;
    }

    // Folders of one name would be one folder, on some file systems whatever the capitals.
    private IEnumerable<Problem> SharedFolders(ImmutableArray<SuiteRow> rows)
    {
        foreach (var alike in rows.GroupBy(row => row.Folder, StringComparer.OrdinalIgnoreCase))
        {
            var names = string.Join(" and ", alike.Select(row => $"'{row.Name}'"));
            if (alike.Any(row => row.Name.Trim().Length == 0))
                yield return Clash("A row has no name.");
            else if (alike.Count() > 1)
                yield return Clash($"The rows {names} would have one folder, {alike.Key}.");
            else if (SuiteFileNames.IsReserved(alike.Key))
                yield return Clash($"The row {names} has the name of a file that every suite has.");
        }
    }

    private Problem Clash(string what) => new("ROCL0134", $"{where}: rows", what, "Give the row a name of its own.");

    private string? Text(JsonObject document, string key)
    {
        if (document[key] is not { } node)
            return null;
        if (node is JsonValue value && value.TryGetValue(out string? text))
            return text;
        _problems.Add(new("ROCL0135", $"{where}: {key}", "The value is not a text.", "Write a text."));
        return null;
    }

    private T ValueOr<T>(Result<T> result, T instead)
    {
        _problems.AddRange(result.Problems);
        return result is Result<T>.Ok ok ? ok.Value : instead;
    }
}
