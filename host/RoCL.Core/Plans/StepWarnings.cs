using RoCL.Core.Components;
using RoCL.Core.Numbers;

namespace RoCL.Core.Plans;

/// <summary>Steps of attacks that are longer than what they move in.</summary>
internal static class StepWarnings
{
    private const double WholeRange = 1;
    private const double BallWidth = 2; // in radii
    private const string RelativeStep = "relativeStep";
    private static readonly ImmutableArray<string> Steps = ["step", "stepSize", "alpha", "epsilon", "eps", "deviation"];

    /// <summary>ROCL0526 for each.</summary>
    /// <param name="attack">The attack, and those in it.</param>
    /// <param name="balls">The threat models that it is made in.</param>
    public static IEnumerable<Problem> Of(ComponentUse attack, ImmutableArray<ThreatSpec.Ball> balls) =>
        [.. OfRelativeStep(attack), .. balls.Any(ball => ball.Norm == "linf") ? OfStep(attack) : []];

    private static IEnumerable<Problem> OfRelativeStep(ComponentUse attack) =>
        from use in attack.WithInner
        let written = use.Options.GetValueOrDefault(RelativeStep) as OptionValue.Number
        where written is { Value.Bounds.Greatest: > BallWidth }
        select new Problem(
            "ROCL0526",
            $"{use.Where}.{RelativeStep}",
            $"Steps of {Number.Show(written.Value.Bounds.Greatest)} times the radius lead out of the ball from "
                + $"everywhere in it: it is {BallWidth} radii wide.",
            "Write a part of the radius, such as 0.1."
        );

    // A step is measured in the norm of its threat model; inside linf, a pixel has a range of 1.
    private static IEnumerable<Problem> OfStep(ComponentUse attack)
    {
        foreach (var use in attack.WithInner)
        {
            foreach (var (option, value) in use.Options)
            {
                if (!Steps.Contains(option) || value is not OptionValue.Number number)
                    continue;
                var length = number.Value.Bounds.Greatest;
                if (length < WholeRange)
                    continue;
                yield return new(
                    "ROCL0526",
                    $"{use.Where}.{option}",
                    $"The {option} {Number.Show(length)} in linf is as long as the whole range: pixels are numbers "
                        + "from 0 to 1.",
                    $"Did you mean {ScaleWarnings.Fraction(length)}?"
                );
            }
        }
    }
}
