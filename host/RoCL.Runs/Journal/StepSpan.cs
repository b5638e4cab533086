using System.Globalization;

namespace RoCL.Runs.Journal;

/// <summary>Steps that follow one another.</summary>
/// <param name="First">The first of them.</param>
/// <param name="Last">The last of them, the same where it is one.</param>
public readonly record struct StepSpan(long First, long Last)
{
    private const int MostShown = 12;

    /// <summary>How many steps it has.</summary>
    public long Count => Last - First + 1;

    /// <summary>The steps from 0 to a step, without it, that are not among some.</summary>
    /// <param name="steps">Those that are there, in ascending order.</param>
    /// <param name="end">The step after the last that is looked for.</param>
    public static ImmutableArray<StepSpan> Missing(IEnumerable<long> steps, long end)
    {
        var missing = ImmutableArray.CreateBuilder<StepSpan>();
        var next = 0L;
        foreach (var step in steps)
        {
            if (step > next)
                missing.Add(new(next, step - 1));
            next = step + 1;
        }

        if (end > next)
            missing.Add(new(next, end - 1));
        return missing.ToImmutable();
    }

    /// <summary>Numbers in ascending order, as spans.</summary>
    public static ImmutableArray<StepSpan> Of(IEnumerable<long> numbers)
    {
        var spans = ImmutableArray.CreateBuilder<StepSpan>();
        foreach (var number in numbers)
        {
            if (spans.Count > 0 && spans[^1].Last + 1 == number)
                spans[^1] = spans[^1] with { Last = number };
            else
                spans.Add(new(number, number));
        }

        return spans.ToImmutable();
    }

    /// <summary>
    /// Words such as <c>the steps 4 to 17 and 20</c>, and of many spans the first.
    /// </summary>
    /// <param name="noun">What is counted, such as <c>step</c>.</param>
    /// <param name="spans">At least one.</param>
    public static string Text(string noun, ImmutableArray<StepSpan> spans)
    {
        if (spans.Sum(span => span.Count) == 1)
            return $"{noun} {spans[0]}";
        var shown = spans.Take(MostShown).Select(span => $"{span}").ToList();
        if (spans.Length > MostShown)
        {
            var others = spans.Skip(MostShown).Sum(span => span.Count);
            shown.Add(string.Create(CultureInfo.InvariantCulture, $"{others} more"));
        }

        var list = shown.Count == 1 ? shown[0] : $"{string.Join(", ", shown.SkipLast(1))} and {shown[^1]}";
        return $"the {noun}s {list}";
    }

    /// <inheritdoc/>
    public override string ToString() =>
        Count == 1
            ? First.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{First} to {Last}");
}
