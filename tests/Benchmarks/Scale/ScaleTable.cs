using System.Globalization;

namespace Benchmarks.Scale;

/// <summary>How a step grows with ranks and batch, as a table of <c>docs/scale.md</c>.</summary>
internal static class ScaleTable
{
    private static readonly ImmutableArray<int> Ranks = [1, 2, 8, 64, 512];
    private static readonly ImmutableArray<int> Batches = [512, 2048, 8192, 32_768];

    /// <summary>Seconds of a step, megabytes sent and gigabytes kept by a rank.</summary>
    /// <param name="network">The encoder.</param>
    /// <param name="machine">The devices.</param>
    public static IEnumerable<string> Lines(ScaledNetwork network, ScaledMachine machine)
    {
        var titles = Ranks.Select(ranks => ranks == 1 ? "1 rank" : $"{ranks} ranks");
        yield return $"| batch | {string.Join(" | ", titles)} |";
        yield return $"| --- |{string.Concat(Ranks.Select(_ => " --- |"))}";
        foreach (var batch in Batches)
        {
            var cells = Ranks.Select(ranks => Cell(ScaleModel.Of(network, machine, batch, ranks)));
            yield return $"| {batch} | {string.Join(" | ", cells)} |";
        }
    }

    private static string Cell(ScaledStep step) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Short(step.Seconds)} s, {Short(step.Traffic / 1e6)} MB, {Short(step.Memory / 1e9)} GB"
        );

    private static string Short(double number) =>
        number.ToString(number < 10 ? "0.##" : "0", CultureInfo.InvariantCulture);
}
