using System.Globalization;

namespace RoCL.Core.Evaluation;

/// <summary>
/// The sign that another attack on the same classifier, in the same threat model and on the same
/// images, finds more: ROCL0550.
/// </summary>
internal static class OtherAttacks
{
    private const string Code = "ROCL0550";
    private const string Name = "another attack finds more";

    // One-sided: that chance alone would favour the other attack so much.
    private const double MostByChance = 0.025;

    /// <summary>The sign.</summary>
    /// <param name="figure">The figure in question.</param>
    /// <param name="all">Those of the whole evaluation.</param>
    public static Flag Sign(AttackedFigure figure, IEnumerable<AttackedFigure> all)
    {
        var others = all.Where(other => !ReferenceEquals(other, figure) && figure.IsComparableWith(other)).ToList();
        if (others.Count == 0)
            return Flag.NotLookedFor(Code, Name, $"no other attack was measured in {figure.Threat}");

        var strongest = others.MinBy(other => other.Correct.Count(right => right))!;
        var missed = Only(figure.Correct, strongest.Correct);
        var found = Only(strongest.Correct, figure.Correct);
        var share = (double)Math.Max(missed - found, 0) / Math.Max(1, figure.Correct.Count);
        var title = AttackTitle.Of(strongest.Attack, strongest.Threat);
        var says = string.Create(
            CultureInfo.InvariantCulture,
            $"{title} fools {missed} of {figure.Correct.Count} images that this attack leaves, "
                + $"and leaves {found} that this one fools"
        );
        return new(Code, Name, missed > found && ByChance(found, missed + found) < MostByChance, share, says);
    }

    // Images that stay right under the one and not under the other.
    private static int Only(IReadOnlyList<bool> one, IReadOnlyList<bool> other) =>
        one.Zip(other, (right, alsoRight) => right && !alsoRight).Count(only => only);

    // The sign test: the probability of at most so many heads of fair coins.
    private static double ByChance(int heads, int coins)
    {
        var logOfCombinations = 0.0;
        var probability = 0.0;
        for (var k = 0; k <= heads; k++)
        {
            probability += Math.Exp(logOfCombinations - coins * Math.Log(2));
            logOfCombinations += Math.Log((double)(coins - k) / (k + 1));
        }

        return probability;
    }
}
