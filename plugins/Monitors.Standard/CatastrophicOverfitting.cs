using System.ComponentModel.DataAnnotations;

namespace RoCL.Monitors.Standard;

/// <summary>
/// Watches for catastrophic overfitting: accuracy under PGD falls while accuracy under FGSM does
/// not, since the network has learnt to resist a single step and nothing else.
/// </summary>
/// <remarks>
/// Of the views that the recipe names. With one view, its images are classified by the head, and
/// labels decide. With two views <c>a</c> and <c>b</c> no labels are needed: image i of <c>a</c> is
/// right where <c>b</c>'s embedding of image i is the most similar to its own among all N images,
/// and attacks raise the cross-entropy of <c>cos(z(aᵢ), z(bⱼ))/τ</c> over j. Values, from 0 to 1,
/// by the weights after the step, in eval mode and float32: <c>clean</c>; <c>fgsm</c>, after one
/// step as long as the radius from the image itself; <c>pgd</c>, after several steps from a random
/// point. An image that is wrong without an attack counts as wrong under each.
/// <para>
/// There is overfitting where <c>pgd</c> has lost the share <paramref name="Fall"/> of the highest
/// one before, while <c>fgsm</c> is as high as it was then, or higher; or where two measurements in
/// a row have a <c>pgd</c> that is lower than <c>fgsm</c> by the share <paramref name="Gap"/> of
/// it. Both differences have to be three standard errors. A view's <c>fallBack</c> is the attack
/// that training then goes on with.
/// </para>
/// <para>
/// Errors: ROCL0580 overfitting, a warning; ROCL0581 no view, or more than two; ROCL0582 several
/// heads, and none is named; ROCL0583 one view without labels that its head distinguishes.
/// </para>
/// <para>
/// Reference: Wong et al. 2020, arXiv:2001.03994, section 5.3; Andriushchenko and Flammarion 2020,
/// arXiv:2007.02617. With embeddings in place of labels: this project.
/// </para>
/// </remarks>
/// <param name="Threat">
/// The threat model of both attacks, that of the training; L-infinity 8/255 where left out.
/// </param>
/// <param name="Iterations">Steps of PGD.</param>
/// <param name="RelativeStep">The length of a step of PGD, as a part of the radius.</param>
/// <param name="Fall">The share of the highest accuracy under PGD that has to be lost.</param>
/// <param name="Gap">The share of the accuracy under FGSM that PGD has to take away.</param>
/// <param name="Temperature">τ, above 0; for two views alone.</param>
/// <param name="Through">The head; the only one where the recipe has one.</param>
/// <example>
/// <code>
/// {
///   "views": { "adv": { "fallBack": { "use": "pgd", "iterations": 7 } } },
///   "monitors": {
///     "overfitting": {
///       "use": "catastrophic-overfitting", "views": ["a", "b"], "every": "1 epoch",
///       "threat": { "linf": "8/255" }, "iterations": 2
///     }
///   }
/// }
/// </code>
/// </example>
[Component(
    "catastrophic-overfitting",
    "Accuracy under FGSM and under PGD, with or without labels; says when they part"
)]
public sealed record CatastrophicOverfitting(
    ThreatModel? Threat = null,
    [Range(1, 10_000)] int Iterations = 10,
    [Range(1e-3, 10)] double RelativeStep = 0.25,
    [Range(0.01, 1)] double Fall = 0.4,
    [Range(0.01, 1)] double Gap = 0.8,
    [Range(1e-3, 1e3)] double Temperature = 0.2,
    string? Through = null
) : IJudgingMonitor
{
    private const string Clean = "clean";
    private const string Fgsm = "fgsm";
    private const string Pgd = "pgd";
    private const string Images = "images";
    private const double UsualRadius = 8.0 / 255;
    private const double StandardErrors = 3;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> Measure(MonitorInput input)
    {
        using var scope = NewDisposeScope();
        using var watched = WatchedClassifier.Of(input, Through, Temperature);
        var threat = Threat ?? new LInf(UsualRadius);
        var images = input.Images[0];
        var fgsm = Moved(watched.Objective, images, images, threat, steps: 1, threat.Radius);
        var start = threat.RandomPoint(images, input.Random);
        var pgd = Moved(watched.Objective, start, images, threat, Iterations, RelativeStep * threat.Radius);

        var isRight = watched.IsRight(images);
        return new Dictionary<string, double>
        {
            [Clean] = Share(isRight),
            [Fgsm] = Share(isRight.logical_and(watched.IsRight(fgsm))),
            [Pgd] = Share(isRight.logical_and(watched.IsRight(pgd))),
            [Images] = images.shape[0],
        };
    }

    /// <inheritdoc/>
    public Problem? Judge(IReadOnlyList<MonitorMeasurement> history)
    {
        var whole = history.Where(IsWhole).ToList();
        if (whole.Count < 2 || !ReferenceEquals(whole[^1], history[^1]))
            return null;
        var now = whole[^1];
        var best = whole.SkipLast(1).MaxBy(measurement => measurement.Values[Pgd])!;
        if (HasFallen(best.Values, now.Values))
            return OverfittingProblem.OfFall(best, now);
        return HasGap(whole[^2].Values) && HasGap(now.Values) ? OverfittingProblem.OfGap(whole[^2], now) : null;
    }

    // x ← Π(x + α·d(∇L(x)))
    private static Tensor Moved(
        IObjective objective,
        Tensor start,
        Tensor images,
        ThreatModel threat,
        int steps,
        double step
    ) =>
        Iterate.Fold(
            steps,
            start,
            (x, _) => threat.Project(x + step * threat.SteepestDirection(objective.Gradient(x), x), images)
        );

    private bool HasFallen(IReadOnlyDictionary<string, double> best, IReadOnlyDictionary<string, double> now)
    {
        var lost = best[Pgd] - now[Pgd];
        var variance = Variance(best[Pgd]) / best[Images] + Variance(now[Pgd]) / now[Images];
        var isBeyondChance = lost > StandardErrors * Math.Sqrt(variance);
        return isBeyondChance && lost >= Fall * best[Pgd] && now[Fgsm] >= best[Fgsm];
    }

    // The same images under both: the difference is a count of images.
    private bool HasGap(IReadOnlyDictionary<string, double> values)
    {
        var lost = values[Fgsm] - values[Pgd];
        var isBeyondChance = lost > StandardErrors * Math.Sqrt(Math.Max(0, lost) / values[Images]);
        return isBeyondChance && lost >= Gap * values[Fgsm];
    }

    private static double Variance(double share) => share * (1 - share);

    private static bool IsWhole(MonitorMeasurement measurement) =>
        new[] { Fgsm, Pgd, Images }.All(measurement.Values.ContainsKey);

    private static double Share(Tensor isRight) => isRight.to(ScalarType.Float64).mean().item<double>();
}
