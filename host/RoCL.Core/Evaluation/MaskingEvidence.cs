using RoCL.Core.Binding;

namespace RoCL.Core.Evaluation;

/// <summary>
/// The signs of masked gradients in every attacked condition, looked for at a bounded cost: what
/// depends on the classifier alone is looked for once, what depends on the attack once for each
/// attack, and the black-box attack gets each image once for each threat model.
/// </summary>
/// <param name="imageCount">
/// The number of test images that are looked at; 0 for none at all.
/// </param>
/// <param name="blackBox">An attack without gradients; none where no plugin brings one.</param>
internal sealed class MaskingEvidence(int imageCount, Bound<IAttack>? blackBox)
{
    private readonly List<Evidence> _found = [];
    private readonly List<AttackedFigure> _figures = [];
    private readonly Dictionary<string, MaskingOfClassifier> _classifiers = [];

    /// <summary>
    /// What was found so far, in the order of the conditions; each is compared with those that came
    /// after it, too.
    /// </summary>
    public IReadOnlyList<Evidence> Found => [.. _found.Zip(_figures, WithOtherAttacks)];

    /// <summary>Looks at an attacked condition.</summary>
    /// <param name="bench">The test images.</param>
    /// <param name="classifier">The classifier that is attacked.</param>
    /// <param name="figure">What the attack left.</param>
    /// <param name="clock">The time since any moment.</param>
    public void Look(Bench bench, Classifier classifier, AttackedFigure figure, Func<TimeSpan> clock)
    {
        if (imageCount == 0)
            return;

        var begun = clock();
        bench.Report($"masking signs {figure.Title} {figure.Threat}", 0, 1);
        var images = (int)Math.Min(imageCount, bench.Test.Count);
        if (!_classifiers.TryGetValue(figure.Classifier, out var signs))
        {
            signs = new MaskingOfClassifier(images, blackBox);
            _classifiers.Add(figure.Classifier, signs);
        }

        using var scope = NewDisposeScope();
        var flags = signs.Look(new MaskingImages(bench, classifier, images), figure);
        _figures.Add(figure);
        _found.Add(
            new(figure.Classifier, figure.Title, $"{figure.Threat}", images, flags)
            {
                Condition = figure.Condition,
                Seconds = (clock() - begun).TotalSeconds,
            }
        );
    }

    private Evidence WithOtherAttacks(Evidence evidence, AttackedFigure figure) =>
        evidence with
        {
            Flags = [.. evidence.Flags, OtherAttacks.Sign(figure, _figures)],
        };
}
