using System.Globalization;
using RoCL.Core.Evaluation;

namespace RoCL.Runs.Results;

/// <summary>
/// Signs of masked gradients as sentences, for the figure that they speak against and for warnings.
/// </summary>
internal static class MaskingSigns
{
    /// <summary>
    /// The signs that speak against one condition; <see langword="null"/> where none was raised.
    /// </summary>
    /// <param name="evidence">What was looked for in the whole evaluation.</param>
    /// <param name="condition">The condition's name.</param>
    public static IReadOnlyList<string>? Of(IEnumerable<Evidence> evidence, string condition)
    {
        string[] signs =
        [
            .. evidence
                .Where(each => each.Condition == condition)
                .SelectMany(each => Raised(each).Select(flag => Sentence(flag, each))),
        ];
        return signs.Length == 0 ? null : signs;
    }

    /// <summary>
    /// A warning for each sign, which names the conditions that show it; the words are those of the
    /// first.
    /// </summary>
    /// <param name="evaluation">The evaluation's place in the recipe.</param>
    /// <param name="evidence">What was looked for in the whole evaluation.</param>
    public static IEnumerable<string> Warnings(string evaluation, IEnumerable<Evidence> evidence)
    {
        var raised = evidence.SelectMany(each => Raised(each).Select(flag => (Flag: flag, Evidence: each)));
        foreach (var sign in raised.GroupBy(each => each.Flag.Code))
        {
            var (flag, first) = sign.First();
            var others = sign.Count() - 1;
            var beside = others == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" (and {others} more)");
            yield return $"{flag.Code} {evaluation}: robust accuracy under {first.Attack} {first.Threat}{beside} "
                + $"may be too high: {Says(flag, first)}.";
        }
    }

    private static IEnumerable<Flag> Raised(Evidence evidence) => evidence.Flags.Where(flag => flag.Raised);

    private static string Sentence(Flag flag, Evidence evidence) => $"{flag.Code}: {Says(flag, evidence)}";

    // Another attack is compared on all test images, and its words count them.
    private static string Says(Flag flag, Evidence evidence) =>
        flag.Code == "ROCL0550"
            ? flag.Says
            : string.Create(CultureInfo.InvariantCulture, $"{flag.Says} ({evidence.Images} images)");
}
