namespace RoCL.Core.Evaluation;

/// <summary>A classifier under an attack.</summary>
/// <param name="bench">Runs the attack.</param>
/// <param name="classifier">The classifier.</param>
/// <param name="attack">The attack.</param>
/// <param name="threat">The set that the images stay in.</param>
/// <param name="clean">The result for the unchanged images.</param>
internal sealed class AttackedClassification(
    Bench bench,
    Classifier classifier,
    IAttack attack,
    ThreatModel threat,
    Condition clean
)
{
    /// <summary>The condition's title.</summary>
    public string Name => $"{AttackTitle.Of(attack, threat)} {threat}";

    /// <summary>The name that its random values follow from.</summary>
    public string SeedName => SeedNames.Of(attack, threat);

    /// <summary>
    /// The images of a batch, those attacked that are right as they are: the others are wrong under
    /// every attack, and nobody spends one on them. Each gets the random values that it has in the
    /// whole batch.
    /// </summary>
    /// <param name="batch">The batch.</param>
    /// <param name="random">The source of random values.</param>
    public Tensor Moved(Batch batch, Rng random)
    {
        var from = batch.Indices[0].item<long>();
        var knowing = random.Knowing(other => SeedAlone((IAttack)other, from));
        long[] right = [.. RightIn(from, batch.Images.shape[0])];
        if (right.Length == batch.Images.shape[0])
            return Attacked(batch.Images, batch.Labels!, knowing);
        if (right.Length == 0)
            return batch.Images;

        var rows = tensor(right, device: batch.Images.device);
        var images = batch.Images.index_select(0, rows);
        var attacked = Attacked(images, batch.Labels!.index_select(0, rows), knowing.Only(right));
        return batch.Images.index_copy(0, rows, attacked);
    }

    /// <summary>The condition: what is wrong without an attack is wrong under it too.</summary>
    /// <param name="moved">The result for the attacked images.</param>
    public Condition Of(Condition moved) =>
        moved with
        {
            Threat = threat,
            Attacks = [attack],
            Correct = [.. moved.Correct.Zip(clean.Correct, (attacked, untouched) => attacked && untouched)],
        };

    private Tensor Attacked(Tensor images, Tensor labels, Rng random)
    {
        var objective = bench.CrossEntropy(classifier.GradientNetwork ?? classifier.Network, labels);
        return bench.Attack(attack, images, objective, threat, random);
    }

    // The rows of a batch whose images are right without an attack.
    private IEnumerable<long> RightIn(long from, long count)
    {
        for (var row = 0L; row < count; row++)
        {
            if (clean.Correct[(int)(from + row)])
                yield return row;
        }
    }

    // That of a condition of its own, for the batch that begins at an image.
    private Seed SeedAlone(IAttack other, long from)
    {
        var name = Names.Joined(classifier.Name, SeedNames.Of(other, threat));
        return bench.Random($"{name} {from}").Seed;
    }
}
