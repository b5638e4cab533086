using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using RoCL.Core.Numbers;

namespace RoCL.Core.Reading;

/// <summary>Numbers of a recipe: fixed ones, and schedules.</summary>
/// <remarks>
/// ROCL0106 something else than a number, ROCL0107 out of range, ROCL0120 a text that is no number,
/// ROCL0121 a span that is no length of training.
/// </remarks>
internal static class NumberReading
{
    /// <summary>A number, or a schedule of it.</summary>
    /// <param name="node">Its place in the recipe.</param>
    /// <param name="standIn">The number where nothing is written.</param>
    /// <param name="low">The least value allowed.</param>
    /// <param name="high">The greatest value allowed.</param>
    /// <param name="whole">Whether it has to be a whole number.</param>
    public static Schedule Schedule(this RecipeNode node, double standIn, double low, double high, bool whole = false)
    {
        if (node.IsEmpty)
            return new Schedule.Constant(standIn);
        Schedule schedule =
            node.Node is JsonObject ? node.Ramp(standIn) : new Schedule.Constant(node.RealNumber(standIn));
        var (least, greatest) = schedule.Bounds;
        // A whole number has more digits than are read, and is not rounded into the range.
        var exact = whole ? ExactNumber.Of(node.Node) : null;
        var isBeyond = exact is { } written && written > (long)high;
        if (isBeyond || least < low || greatest > high || !double.IsFinite(least) || !double.IsFinite(greatest))
        {
            node.Report(
                "ROCL0107",
                $"The number {node.Shown(least < low ? least : greatest, exact)} is out of range.",
                $"Write a number from {Number.Show(low)} to {Number.Show(high)}."
            );
        }
        else if (whole && schedule is Schedule.Constant constant && !IsWhole(constant.Value, exact))
        {
            var wrong = node.Shown(constant.Value, exact);
            node.Report("ROCL0106", $"The number {wrong} is not whole.", "Write a whole number.");
        }

        return schedule;
    }

    /// <summary>A number that stays as it is while training goes on.</summary>
    /// <inheritdoc cref="Schedule"/>
    public static double FixedNumber(
        this RecipeNode node,
        double standIn,
        double low,
        double high,
        bool whole = false
    ) =>
        node.Node is JsonObject
            ? node.Expected("one number that stays as it is", standIn)
            : ((Schedule.Constant)node.Schedule(standIn, low, high, whole)).Value;

    /// <summary>A whole number that stays as it is while training goes on.</summary>
    /// <param name="node">Its place in the recipe.</param>
    /// <param name="standIn">The number where nothing is written.</param>
    /// <param name="low">The least value allowed.</param>
    /// <param name="high">The greatest value allowed.</param>
    public static int WholeNumber(this RecipeNode node, int standIn, int low, int high) =>
        (int)node.FixedNumber(standIn, low, high, whole: true);

    private static bool IsWhole(double value, decimal? exact) =>
        exact is { } written ? written == Math.Round(written) : value == Math.Round(value);

    // A fraction, and one beyond all bounds, is shown as it is written.
    private static string Shown(this RecipeNode node, double value, decimal? exact)
    {
        if (exact is { } written)
            return written.ToString(CultureInfo.InvariantCulture);
        if (node.TextOrNull is { } text)
            return text;
        return double.IsFinite(value) ? Number.Show(value) : node.Node!.ToJsonString();
    }

    private static Schedule.Ramp Ramp(this RecipeNode node, double standIn)
    {
        node.AllowKeys("from", "to", "over", "every", "ahead", "curve");
        foreach (var key in new[] { "from", "to" })
        {
            if (node[key].IsEmpty)
                node[key].ReportMissing($"The schedule has no '{key}'.", "A schedule has from, to and over.");
        }

        return new Schedule.Ramp(
            node["from"].RealNumber(standIn),
            node["to"].RealNumber(standIn),
            node["over"].Length(new Span.Training()),
            node["every"].LengthOrNull(),
            node["ahead"].LengthOrNull(),
            node["curve"].Choice(Curve.Line, ("line", Curve.Line), ("cosine", Curve.Cosine))
        );
    }

    private static Span? LengthOrNull(this RecipeNode node) => node.IsEmpty ? null : node.Length(new Span.Training());

    private static double RealNumber(this RecipeNode node, double standIn)
    {
        if (node.IsEmpty)
            return standIn;
        // One beyond all bounds is out of range, which says more than that it is no number.
        if (node.Node is JsonValue value && value.GetValueKind() == JsonValueKind.Number)
        {
            var written = value.ToJsonString();
            var read = double.Parse(written, CultureInfo.InvariantCulture);
            return double.IsFinite(read) ? node.ValueOf(Number.Read(node.Where, written), standIn) : read;
        }

        return node.TextOrNull is { } text
            ? node.ValueOf(Number.Read(node.Where, text), standIn)
            : node.Expected("a number", standIn);
    }
}
