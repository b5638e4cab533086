using System.Globalization;
using RoCL.Core.Plans;
using RoCL.Core.Training;
using RoCL.Runs.Folders;
using RoCL.Runs.Journal;
using RoCL.Runs.Recovery;

namespace RoCL.Runs.Forking;

/// <summary>
/// How the learning rate and other numbers that change go on where a run begins at a checkpoint of
/// another, in words.
/// </summary>
/// <param name="plan">The steps of the new run.</param>
/// <param name="parent">The other run.</param>
/// <param name="step">How many steps the checkpoint is after.</param>
public sealed class ScheduleJoint(Plan plan, RunFolder parent, long step)
{
    // Numbers of two recipes that are computed alike are equal to the last bit.
    private const double SameRatio = 1e-12;

    /// <summary>The lines; none where no step is left.</summary>
    public IEnumerable<string> Lines()
    {
        if (step >= plan.Steps)
            yield break;
        ImmutableArray<GoneBack> history = [.. GoneBackFile.Read(parent).ValueOrThrow().Where(back => back.To < step)];
        var next = GoneBack.Lowered(plan.StepAt(step), history);
        var last = GoneBack.Lowered(plan.StepAt(plan.Steps - 1), history);
        var taken = Taken(step - 1);
        var again = step > 0 ? GoneBack.Lowered(plan.StepAt(step - 1), history) : next;
        yield return RateLine(taken?.LearningRate, again.LearningRate, next.LearningRate, last.LearningRate);
        foreach (var (key, value) in next.Values)
        {
            if (taken?.Values?.GetValueOrDefault(key) is { } was && !AreSame(was, again.Values[key]))
                yield return $"{key}: {Text(was)} at the last step, {Text(value)} at the next one.";
        }
    }

    private string RateLine(double? was, double again, double next, double last)
    {
        var name = plan.Recipe.LearningRate.Component.Name;
        var to = $"the next is taken with {Text(next)}, and the last one with {Text(last)}";
        if (was is not { } rate)
            return $"Learning rate ({name}): {to}.";
        if (AreSame(rate, again))
            return $"Learning rate ({name}) goes on as it was: the last step was taken with {Text(rate)}, {to}.";
        return $"Learning rate ({name}) follows the new recipe as if it had held from the first step: "
            + $"the last step was taken with {Text(rate)}, {to}. {Jump(rate, next)}"
            + "To choose another, add --set learningRate=... and --set optimizer.lr=...";
    }

    private static string Jump(double was, double now)
    {
        if (was <= 0 || now <= 0)
            return "";
        var isHigher = now > was;
        var factor = isHigher ? now / was : was / now;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"It becomes {factor:0.##} times {(isHigher ? "higher" : "lower")} here. "
        );
    }

    // Of a million lines the one is parsed.
    private Metric? Taken(long index)
    {
        if (index < 0 || !parent.Files.Exists(parent.Metrics))
            return null;
        var beginning = string.Create(CultureInfo.InvariantCulture, $"{{\"step\":{index},");
        using var file = new StreamReader(parent.Files.Read(parent.Metrics));
        while (file.ReadLine() is { } line)
        {
            if (line.StartsWith(beginning, StringComparison.Ordinal))
                return Metric.Parse(line);
        }

        return null;
    }

    private static bool AreSame(double one, double other) =>
        Math.Abs(one - other) <= SameRatio * Math.Max(Math.Abs(one), Math.Abs(other));

    private static string Text(double value) =>
        value.ToString("0.####e+0", CultureInfo.InvariantCulture) switch
        {
            _ when value == 0 => "0",
            _ when Math.Abs(value) is >= 1e-4 and < 1e5 => value.ToString("0.######", CultureInfo.InvariantCulture),
            var small => small,
        };
}
