using System.Globalization;
using RoCL.Core.Binding;

namespace RoCL.Core.Evaluation;

/// <summary>
/// Five signs that gradients only seem to protect, looked for on some of the test images.
/// </summary>
/// <remarks>
/// Robustness that comes from gradients an attack cannot use disappears under the next attack.
/// References: Athalye, Carlini and Wagner 2018, arXiv:1802.00420, section 3.1; Carlini et al.
/// 2019, arXiv:1902.06705.
/// </remarks>
/// <param name="bench">The test images.</param>
/// <param name="imageCount">The number of test images that are looked at.</param>
/// <param name="blackBox">An attack without gradients; none where no plugin brings one.</param>
/// <param name="classifier">The classifier that is attacked.</param>
/// <param name="attack">The attack whose result is in question.</param>
/// <param name="threat">Its threat model.</param>
internal sealed class Masking(
    Bench bench,
    int imageCount,
    Bound<IAttack>? blackBox,
    Classifier classifier,
    IAttack attack,
    ThreatModel threat
)
{
    // A few images are confident beyond what float32 can tell, and their gradient is zero honestly.
    private const double MostZero = 0.02;

    /// <summary>Looks for all five signs.</summary>
    /// <param name="name">The classifier's name in the result.</param>
    public Evidence Look(string name)
    {
        using var scope = NewDisposeScope();
        bench.Report("masking evidence", 0, 1);
        var some = Subset.Of(bench.Test, Math.Min(imageCount, bench.Test.Count), new Seed(0));
        var batch = some.Gather(arange(some.Count, ScalarType.Int64));
        var images = batch.Images.to(bench.Device);
        var labels = batch.Labels!.to(bench.Device);
        var raised = bench.CrossEntropy(classifier.GradientNetwork ?? classifier.Network, labels);
        var deciding = bench.CrossEntropy(classifier.Network, labels);
        var outputs = deciding.Outputs(images);
        var right = outputs.argmax(1).eq(labels);
        var resists = right.logical_and(Right(deciding, Moved(raised, images, threat, "again"), labels));
        return new(
            name,
            AttackTitle.Of(attack, threat),
            $"{threat}",
            (int)some.Count,
            [
                Zero(raised, images, right),
                Changing(deciding, images, outputs),
                Missed(deciding, images, labels, resists),
                AtZero(raised, deciding, images, outputs),
                AtHalf(raised, deciding, images, labels, right),
            ]
        );
    }

    private static Flag Zero(IObjective raised, Tensor images, Tensor right)
    {
        var gradient = raised.Gradient(images).flatten(1);
        var useless = gradient.eq(0).all(1).logical_or(gradient.isfinite().all(1).logical_not()).logical_and(right);
        var share = Share(useless, images.shape[0]);
        return new(
            "ROCL0521",
            "zero gradients",
            share > MostZero,
            share,
            Percent(share, "of the images have a gradient of zero")
        );
    }

    private static Flag Changing(IObjective deciding, Tensor images, Tensor outputs)
    {
        var share = Share(
            (deciding.Outputs(images) - outputs).abs().gt(1e-5 * (1 + outputs.abs())).any(1),
            images.shape[0]
        );
        return new(
            "ROCL0522",
            "outputs change",
            share > 0,
            share,
            Percent(share, "of the images are given other outputs when asked again")
        );
    }

    private Flag Missed(IObjective deciding, Tensor images, Tensor labels, Tensor resists)
    {
        const string name = "black-box attack finds more";
        if (blackBox is null)
            return new("ROCL0523", name, false, 0, "not looked for: there is no black-box attack");
        if (!blackBox.Constant.Takes(threat))
        {
            var reason = $"not looked for: {blackBox.Use.Component.Name} does not work in {threat}";
            return new("ROCL0523", name, false, 0, reason);
        }

        var rows = resists.nonzero().squeeze(1);
        if (rows.shape[0] == 0)
            return new("ROCL0523", name, false, 0, $"no image resisted {attack} {threat}");
        var resisting = images.index_select(0, rows);
        var theirLabels = labels.index_select(0, rows);
        var objective = bench.CrossEntropy(classifier.Network, theirLabels);
        var random = bench.Random("masking black-box", resisting.shape[0]);
        var moved = bench.Attack(blackBox.Constant, resisting, objective, threat, random);
        var share = Share(Right(deciding, moved, theirLabels).logical_not(), images.shape[0]);
        return new(
            "ROCL0523",
            name,
            share > 0,
            share,
            Percent(share, $"of the images are fooled by {blackBox.Use.Component.Name} and were missed")
        );
    }

    private Flag AtZero(IObjective raised, IObjective deciding, Tensor images, Tensor outputs)
    {
        var moved = Moved(raised, images, threat with { Radius = 0 }, "zero");
        var share = Share(deciding.Outputs(moved).argmax(1).ne(outputs.argmax(1)), images.shape[0]);
        return new(
            "ROCL0524",
            "eps 0 unlike clean",
            share > 0,
            share,
            Percent(share, "of the images are classified otherwise at a radius of 0")
        );
    }

    private Flag AtHalf(IObjective raised, IObjective deciding, Tensor images, Tensor labels, Tensor right)
    {
        if (!attack.Takes(new LInf(0.5)))
            return new("ROCL0525", "right at eps 1/2", false, 0, $"not looked for: {attack} does not work in linf");
        var share = Share(
            Right(deciding, Moved(raised, images, new LInf(0.5), "half"), labels).logical_and(right),
            images.shape[0]
        );
        return new(
            "ROCL0525",
            "right at eps 1/2",
            share > 0,
            share,
            Percent(share, "of the images stay right where every image may become gray")
        );
    }

    private Tensor Moved(IObjective raised, Tensor images, ThreatModel within, string purpose) =>
        bench.Attack(attack, images, raised, within, bench.Random($"masking {purpose}", images.shape[0]));

    private static Tensor Right(IObjective deciding, Tensor images, Tensor labels) =>
        deciding.Outputs(images).argmax(1).eq(labels);

    private static double Share(Tensor rows, long images) => (double)rows.sum().item<long>() / images;

    private static string Percent(double share, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.#} % {what}");
}
