using System.Text.Json.Serialization;

namespace Tables.Scale;

/// <summary>Step times that were measured, kept beside the model in <c>measured.json</c>.</summary>
/// <param name="Machine">The machine.</param>
/// <param name="Date">The day.</param>
/// <param name="Command">The command that measures.</param>
/// <param name="Runs">The runs.</param>
internal sealed record MeasuredScale(string Machine, string Date, string Command, ImmutableArray<MeasuredSteps> Runs)
{
    /// <summary>What a file keeps.</summary>
    /// <param name="text">The file's text.</param>
    public static MeasuredScale Of(string text) => KeptJson.Of<MeasuredScale>(text);

    /// <summary>What was kept when this was built.</summary>
    public static MeasuredScale Kept()
    {
        using var file = typeof(MeasuredScale).Assembly.GetManifestResourceStream("measured.json")!;
        using var reader = new StreamReader(file);
        return Of(reader.ReadToEnd());
    }

    /// <summary>As a file keeps it.</summary>
    public string ToText() => KeptJson.Text(this);

    /// <summary>The table of measured steps, and of what the model says of them.</summary>
    public string ToTable() =>
        FigureTable.Of(["ranks", "images of a step", "measured s", "model s", "model / measured"], Runs.Select(Row));

    private static ImmutableArray<string> Row(MeasuredSteps run) =>
        [
            Text($"{run.Ranks}"),
            Text($"{run.Batch}"),
            Text($"{run.Shortest:0.00}"),
            Text($"{run.Model:0.00}"),
            Text($"{run.Model / run.Shortest:0.00}"),
        ];

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}

/// <summary>The steps of one run.</summary>
/// <param name="Batch">Images of a step, over all ranks.</param>
/// <param name="Ranks">How many ranks, of one thread each, on the cores of one machine.</param>
/// <param name="Seconds">What each step took, after the first ones.</param>
internal sealed record MeasuredSteps(int Batch, int Ranks, ImmutableArray<double> Seconds)
{
    /// <summary>The shortest step: what else the machine does only makes it longer.</summary>
    [JsonIgnore]
    public double Shortest => Seconds.Min();

    /// <summary>What the model says that a step takes.</summary>
    [JsonIgnore]
    public double Model =>
        ScaleModel.Of(ScaleConstants.ResNet18OfGrey, ScaleConstants.SharedCores, Batch, Ranks).Seconds;
}
