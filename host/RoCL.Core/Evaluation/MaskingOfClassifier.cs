using RoCL.Core.Binding;

namespace RoCL.Core.Evaluation;

/// <summary>
/// Signs that one classifier's gradients only seem to protect, looked for on some test images.
/// </summary>
/// <remarks>
/// Robustness that comes from gradients an attack cannot use disappears under the next attack.
/// References: Athalye, Carlini and Wagner 2018, arXiv:1802.00420, section 3.1; Carlini et al.
/// 2019, arXiv:1902.06705.
/// </remarks>
/// <param name="imageCount">The number of images that are looked at.</param>
/// <param name="blackBox">An attack without gradients; none where no plugin brings one.</param>
internal sealed class MaskingOfClassifier(int imageCount, Bound<IAttack>? blackBox)
{
    // A few images are confident beyond what float32 can tell, and their gradient is zero honestly.
    private const double MostZero = 0.02;

    private readonly AttackSigns _ofAttacks = new(imageCount);
    private readonly Dictionary<ThreatModel, BlindSearch> _blind = [];
    private ImmutableArray<Flag> _ofNetwork = [];

    /// <summary>The five signs of one attacked condition.</summary>
    /// <param name="images">The images and their classifier.</param>
    /// <param name="figure">What the attack left.</param>
    public IReadOnlyList<Flag> Look(MaskingImages images, AttackedFigure figure)
    {
        var outputs = images.Deciding().Outputs(images.Images);
        var clean = outputs.argmax(1);
        if (_ofNetwork.IsEmpty)
            _ofNetwork = [Zero(images, clean), Changing(images, outputs)];
        return [.. _ofNetwork, Missed(images, figure), .. _ofAttacks.Of(images, figure, clean)];
    }

    private static Flag Zero(MaskingImages images, Tensor clean)
    {
        var gradient = images.Raised().Gradient(images.Images).flatten(1);
        var useless = gradient.eq(0).all(1).logical_or(gradient.isfinite().all(1).logical_not());
        return Flag.Of(
            "ROCL0521",
            "zero gradients",
            useless.logical_and(clean.eq(images.Labels)),
            "of the images have a gradient of zero",
            MostZero
        );
    }

    private static Flag Changing(MaskingImages images, Tensor outputs)
    {
        var again = images.Deciding().Outputs(images.Images);
        return Flag.Of(
            "ROCL0522",
            "outputs change",
            (again - outputs).abs().gt(1e-5 * (1 + outputs.abs())).any(1),
            "of the images are given other outputs when asked again"
        );
    }

    // Those that the condition itself left right are searched again without gradients.
    private Flag Missed(MaskingImages images, AttackedFigure figure)
    {
        const string code = "ROCL0523";
        const string name = "black-box attack finds more";
        if (blackBox is null)
            return Flag.NotLookedFor(code, name, "there is no black-box attack");
        if (figure.Threat.Radius == 0)
            return Flag.NotLookedFor(code, name, "at a radius of 0 there is nothing to find");
        if (!blackBox.Constant.Takes(figure.Threat))
            return Flag.NotLookedFor(code, name, $"{blackBox.Use.Component.Name} does not work in {figure.Threat}");

        var resisting = Enumerable
            .Range(0, images.Rows.Count)
            .Where(row => figure.Correct[(int)images.Rows[row]])
            .Select(row => (long)row)
            .ToArray();
        if (resisting.Length == 0)
            return new(code, name, false, 0, $"no image resisted {figure.Title} {figure.Threat}");

        if (!_blind.TryGetValue(figure.Threat, out var search))
        {
            search = new BlindSearch(blackBox.Constant, figure.Threat);
            _blind.Add(figure.Threat, search);
        }

        return Flag.Of(
            code,
            name,
            search.Fooled(images, resisting),
            $"of the images are fooled by {blackBox.Use.Component.Name} and were missed"
        );
    }
}
