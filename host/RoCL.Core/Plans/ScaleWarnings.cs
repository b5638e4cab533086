using System.Globalization;
using RoCL.Core.Components;
using RoCL.Core.Numbers;
using RoCL.Core.Recipes;

namespace RoCL.Core.Plans;

/// <summary>
/// Numbers that look like levels from 0 to 255 where pixels are numbers from 0 to 1.
/// </summary>
/// <param name="plan">The recipe on its data.</param>
internal sealed class ScaleWarnings(Plan plan)
{
    private const double WholeRange = 1;
    private const double Levels = 255;
    private static readonly ImmutableArray<string> Radii = ["epsilon", "eps", "radius"];

    /// <summary>All of them.</summary>
    public IEnumerable<Problem> All() => [.. OfNormalization(), .. OfViews(), .. OfEvaluationsAndMonitors()];

    private IEnumerable<Problem> OfNormalization()
    {
        var (mean, deviation) = plan.Recipe.Normalize;
        var isWide = mean.Any(number => number is < 0 or > WholeRange) || deviation.Any(number => number > WholeRange);
        if (!isWide)
            yield break;
        var wide = mean.Concat(deviation).First(number => number is < 0 or > WholeRange);
        yield return new(
            "ROCL0527",
            $"{plan.Recipe.Source}: normalize",
            $"The number {Number.Show(wide)} lies outside the pixels' range: images are in [0, 1], not in 0 to 255.",
            wide > WholeRange ? $"Did you mean {Fraction(wide)}?" : "Write mean and deviation of images in [0, 1]."
        );
    }

    private IEnumerable<Problem> OfViews()
    {
        foreach (var view in plan.Recipe.Views.OfType<View.Perturbed>())
        {
            var place = $"{plan.Recipe.Source}: views.{view.Name}.threat";
            ImmutableArray<ThreatSpec.Ball> balls = view.Threat is ThreatSpec.Ball ball ? [ball] : [];
            foreach (var problem in balls.SelectMany(each => OfRadius(each, place)))
                yield return problem;
            if (view.Threat is ThreatSpec.Component component && OfThreat(component.Use) is { } wide)
                yield return wide;
            foreach (var problem in view.Attacks.SelectMany(attack => StepWarnings.Of(attack, balls)))
                yield return problem;
        }
    }

    private IEnumerable<Problem> OfEvaluationsAndMonitors()
    {
        var monitors = plan.Recipe.Monitors.Select(monitor => monitor.Use);
        var uses = plan.Recipe.Evaluations.Concat(monitors).SelectMany(use => use.WithInner);
        foreach (var use in uses)
        {
            if (OfThreat(use) is { } wide)
                yield return wide;
            var threats = PlacedBall.AllOf(use);
            var balls = threats.Select(threat => threat.Ball).ToImmutableArray();
            var attacks = use.Inner.Where(inner => inner.Component.Kind == ComponentKind.Attack);
            IEnumerable<Problem> problems =
            [
                .. threats.SelectMany(threat => OfRadius(threat.Ball, threat.Where)),
                .. balls.IsEmpty ? [] : attacks.SelectMany(attack => StepWarnings.Of(attack, balls)),
            ];
            foreach (var problem in problems)
                yield return problem;
        }
    }

    private IEnumerable<Problem> OfRadius(ThreatSpec.Ball ball, string where)
    {
        var radius = ball.Radius.Bounds.Greatest;
        // In L-infinity the whole range; in the others half the way from black to white, where
        // every image may become gray.
        var tooLarge = ball.Norm switch
        {
            "linf" => WholeRange,
            "l2" => Math.Sqrt(Values) / 2,
            _ => Values / 2,
        };
        if (radius < tooLarge)
            yield break;
        yield return new(
            "ROCL0526",
            $"{where}.{ball.Norm}",
            $"The radius {Number.Show(radius)} in {ball.Norm} reaches every image: pixels are numbers from 0 to 1.",
            $"Did you mean {Meant(ball.Norm, radius)}?"
        );
    }

    // What a radius means is for the component to say; one of a name with linf has it as levels of
    // a pixel, of which a whole patch may take any.
    private static Problem? OfThreat(ComponentUse use)
    {
        if (use.Component.Kind != ComponentKind.ThreatModel || !use.Component.Name.Contains("linf"))
            return null;
        var radius = use.Options.FirstOrDefault(option => Radii.Contains(option.Key));
        if (radius.Value is not OptionValue.Number number || number.Value.Bounds.Greatest <= WholeRange)
            return null;
        var greatest = number.Value.Bounds.Greatest;
        return new(
            "ROCL0526",
            $"{use.Where}.{radius.Key}",
            $"The {radius.Key} {Number.Show(greatest)} is longer than the whole range: pixels are numbers from 0 to 1.",
            $"Did you mean {Fraction(greatest)}?"
        );
    }

    private double Values => (double)plan.Shape.Channels * plan.Shape.Height * plan.Shape.Width;

    private static string Meant(string norm, double radius) =>
        norm == "linf" ? Fraction(radius) : (radius / Levels).ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>What may be meant by a number of levels.</summary>
    /// <param name="levels">From 1 on.</param>
    internal static string Fraction(double levels) =>
        levels <= Levels ? $"{Number.Show(levels)}/255" : "a number from 0 to 1";
}
