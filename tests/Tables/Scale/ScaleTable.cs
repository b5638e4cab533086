using System.Globalization;

namespace Tables.Scale;

/// <summary>How a step grows with ranks and batch, as a table of <c>docs/scale.md</c>.</summary>
internal static class ScaleTable
{
    private static readonly ImmutableArray<int> Ranks = [1, 2, 8, 64, 512];
    private static readonly ImmutableArray<int> Batches = [512, 2048, 8192, 32_768];

    /// <summary>Seconds of a step, megabytes sent and gigabytes kept by a rank.</summary>
    /// <param name="network">The encoder.</param>
    /// <param name="machine">The devices.</param>
    public static string Of(ScaledNetwork network, ScaledMachine machine)
    {
        var titles = Ranks.Select(ranks => ranks == 1 ? "1 rank" : $"{ranks} ranks");
        return FigureTable.Of([.. titles.Prepend("batch")], Batches.Select(batch => Row(network, machine, batch)));
    }

    private static ImmutableArray<string> Row(ScaledNetwork network, ScaledMachine machine, int batch)
    {
        var cells = Ranks.Select(ranks => Cell(ScaleModel.Of(network, machine, batch, ranks)));
        return [.. cells.Prepend(batch.ToString(CultureInfo.InvariantCulture))];
    }

    private static string Cell(ScaledStep step) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Short(step.Seconds)} s, {Short(step.Traffic / 1e6)} MB, {Short(step.Memory / 1e9)} GB"
        );

    private static string Short(double number) =>
        number.ToString(number < 10 ? "0.##" : "0", CultureInfo.InvariantCulture);
}
