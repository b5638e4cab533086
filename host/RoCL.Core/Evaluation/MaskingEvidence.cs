using RoCL.Core.Binding;

namespace RoCL.Core.Evaluation;

/// <summary>The signs of masked gradients, looked for once for each classifier.</summary>
/// <param name="imageCount">
/// The number of test images that are looked at; 0 for none at all.
/// </param>
/// <param name="blackBox">An attack without gradients; none where no plugin brings one.</param>
internal sealed class MaskingEvidence(int imageCount, Bound<IAttack>? blackBox)
{
    private readonly List<Evidence> _found = [];

    /// <summary>What was found so far, in the order of the classifiers.</summary>
    public IReadOnlyList<Evidence> Found => _found;

    /// <summary>Looks at a classifier, unless it was looked at before.</summary>
    /// <param name="bench">The test images.</param>
    /// <param name="name">The classifier's name in the result.</param>
    /// <param name="classifier">The classifier that is attacked.</param>
    /// <param name="attack">The attack whose result is in question.</param>
    /// <param name="threat">Its threat model.</param>
    public void Look(Bench bench, string name, Classifier classifier, IAttack attack, ThreatModel threat)
    {
        if (imageCount == 0 || _found.Exists(evidence => evidence.Classifier == name))
            return;
        var masking = new Masking(bench, imageCount, blackBox, classifier, attack, threat);
        _found.Add(masking.Look(name));
    }
}
