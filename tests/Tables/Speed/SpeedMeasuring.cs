using System.Text.Json;

namespace Tables.Speed;

/// <summary>Measures what the tables of speeds show, by the program itself.</summary>
/// <param name="program">The program.</param>
internal sealed class SpeedMeasuring(BuiltProgram program)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Measures; it takes minutes, and wants a quiet machine.</summary>
    /// <param name="tables">The tables whose figures are kept in one file.</param>
    public KeptSpeed Of(IEnumerable<SpeedTable> tables)
    {
        var all = tables.SelectMany(table => table.Rows.Select(table.OptionsOf)).Distinct();
        return new(program.Version, program.Machine, [.. all.Select(Measured)]);
    }

    private MeasuredCommand Measured(string options)
    {
        // A page shows JSON in the quotes that a shell needs.
        var given = options.Split(' ').Select(option => option.Trim('\''));
        var answer = program.Answer(["doctor", "--bench", .. given, "--json"]);
        return new(
            OptionLines.Of(options),
            (int)answer["threads"]!,
            [.. answer["variants"]!.AsArray().Select(variant => variant.Deserialize<MeasuredVariant>(Json)!)]
        );
    }
}
