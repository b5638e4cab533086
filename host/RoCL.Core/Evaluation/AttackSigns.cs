using System.Globalization;

namespace RoCL.Core.Evaluation;

/// <summary>
/// What one attack does to one classifier at a radius of 0, where it must do nothing, and at a
/// radius of 1/2, where it must succeed; looked for once for each attack.
/// </summary>
/// <param name="imageCount">The number of images that are looked at.</param>
internal sealed class AttackSigns(int imageCount)
{
    private readonly List<Known> _known = [];

    /// <summary>ROCL0524 and ROCL0525.</summary>
    /// <param name="images">The images and their classifier.</param>
    /// <param name="figure">What the attack left.</param>
    /// <param name="clean">The classes that the clean images are given, int64 [N].</param>
    public ImmutableArray<Flag> Of(MaskingImages images, AttackedFigure figure, Tensor clean)
    {
        if (figure.Threat.Radius == 0)
        {
            const string reason = "a figure at a radius of 0 is the accuracy on clean images";
            return [AtZero(images, figure, clean), NoHalf(reason)];
        }

        var known = _known.Find(each => each.Attack.Equals(figure.Attack));
        if (known is not null)
            return known.Flags;

        ImmutableArray<Flag> flags = [AtZero(images, figure, clean), AtHalf(images, figure.Attack, clean)];
        _known.Add(new(figure.Attack, flags));
        return flags;
    }

    private Flag AtZero(MaskingImages images, AttackedFigure figure, Tensor clean)
    {
        var again = new AttackedAgain(images, figure.Attack, imageCount);
        var classes = again.Classes(figure.Threat with { Radius = 0 }, "zero");
        return Flag.Of(
            "ROCL0524",
            "eps 0 unlike clean",
            classes.ne(clean.narrow(0, 0, classes.shape[0])),
            $"of the images are classified otherwise at a radius of 0{Few(classes)}"
        );
    }

    private Flag AtHalf(MaskingImages images, IAttack attack, Tensor clean)
    {
        var threat = new LInf(0.5);
        if (!attack.Takes(threat))
            return NoHalf($"{AttackTitle.Of(attack, threat)} does not work in linf");

        var classes = new AttackedAgain(images, attack, imageCount).Classes(threat, "half");
        var labels = images.Labels.narrow(0, 0, classes.shape[0]);
        var right = clean.narrow(0, 0, classes.shape[0]).eq(labels);
        return Flag.Of(
            "ROCL0525",
            "right at eps 1/2",
            classes.eq(labels).logical_and(right),
            $"of the images stay right where every image may become gray{Few(classes)}"
        );
    }

    private static Flag NoHalf(string reason) => Flag.NotLookedFor("ROCL0525", "right at eps 1/2", reason);

    // An attack that costs much is made on fewer images.
    private string Few(Tensor classes) =>
        classes.shape[0] == imageCount
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $", looked for on {classes.shape[0]} of them");

    private sealed record Known(IAttack Attack, ImmutableArray<Flag> Flags);
}
