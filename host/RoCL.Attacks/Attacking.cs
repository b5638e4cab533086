namespace RoCL.Attacks;

/// <summary>Attacks on a classifier that is a module of TorchSharp.</summary>
public static class Attacking
{
    /// <summary>
    /// Attacks a classifier on some images: cross-entropy is raised, and the classifier is in eval
    /// mode meanwhile. Its weights, its statistics and the mode of each of its layers are
    /// afterwards as they were.
    /// </summary>
    /// <param name="attack">The attack, such as <c>new AutoAttack()</c>.</param>
    /// <param name="network">
    /// From images [N, C, H, W] in [0, 1] to logits [N, K]. A normalisation is a layer of it.
    /// </param>
    /// <param name="images">
    /// float32 [N, C, H, W] in [0, 1], on the device of the network; N is 1 or more.
    /// </param>
    /// <param name="labels">
    /// Each image's class, int64 [N] from 0 to K - 1, on the same device.
    /// </param>
    /// <param name="threat">
    /// The set that each image stays in, such as <c>new LInf(8 / 255.0)</c>: a radius in the units
    /// of pixels in [0, 1].
    /// </param>
    /// <param name="seed">All random values follow from it, 0 or more.</param>
    /// <param name="batch">The number of images that are attacked at a time, 1 or more.</param>
    /// <param name="stop">Ends the attack at its next query of the network.</param>
    /// <returns>The attacked images, and what the classifier makes of them.</returns>
    /// <exception cref="ProblemException">
    /// ROCL0840 images that are no images in [0, 1]; ROCL0841 labels that do not fit them or the
    /// network; ROCL0842 outputs that are no logits; ROCL0390 an attack that does not work in the
    /// threat model; ROCL0330 to ROCL0333 what the attack returned is not allowed.
    /// </exception>
    /// <exception cref="OperationCanceledException">The attack was stopped.</exception>
    public static AttackedImages Against(
        this IAttack attack,
        nn.Module<Tensor, Tensor> network,
        Tensor images,
        Tensor labels,
        ThreatModel threat,
        long seed = 1,
        int batch = 256,
        CancellationToken stop = default
    )
    {
        ArgumentNullException.ThrowIfNull(attack);
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(threat);
        ArgumentOutOfRangeException.ThrowIfNegative(seed);
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
        GivenImages.Require(images, labels);
        using var modes = new LayerModes(network);
        network.eval();
        using var scope = NewDisposeScope();
        var attackOfClassifier = new ClassifierAttack(attack, network, threat, new Seed(seed), stop);
        var parts = new List<AttackedPart>();
        for (long from = 0; from < images.shape[0]; from += batch)
        {
            var count = Math.Min(batch, images.shape[0] - from);
            using var partScope = NewDisposeScope();
            var part = attackOfClassifier.Of(images.narrow(0, from, count), labels.narrow(0, from, count), from);
            partScope.MoveToOuter(part.Images, part.Before, part.After);
            parts.Add(part);
        }

        return new(
            AttackTitle.Of(attack, threat),
            threat,
            scope.MoveToOuter(cat([.. parts.Select(part => part.Images)])),
            Truths(parts.Select(part => part.Before)),
            Truths(parts.Select(part => part.After))
        );
    }

    private static bool[] Truths(IEnumerable<Tensor> parts) =>
        [.. parts.SelectMany(part => part.cpu().data<bool>().ToArray())];
}
