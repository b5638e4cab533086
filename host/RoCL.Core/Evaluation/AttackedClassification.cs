namespace RoCL.Core.Evaluation;

/// <summary>A classifier under an attack.</summary>
/// <param name="bench">Runs the attack.</param>
/// <param name="classifier">The classifier.</param>
/// <param name="attack">The attack.</param>
/// <param name="threat">The set that the images stay in.</param>
internal sealed class AttackedClassification(Bench bench, Classifier classifier, IAttack attack, ThreatModel threat)
{
    /// <summary>The condition's title.</summary>
    public string Name => $"{AttackTitle.Of(attack, threat)} {threat}";

    /// <summary>The name that its random values follow from.</summary>
    public string SeedName => SeedNames.Of(attack, threat);

    /// <summary>The attacked images of a batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="random">The source of random values.</param>
    public Tensor Moved(Batch batch, Rng random)
    {
        var gradientNetwork = classifier.GradientNetwork ?? classifier.Network;
        var objective = bench.CrossEntropy(gradientNetwork, batch.Labels!);
        var from = batch.Indices[0].item<long>();
        var knowing = random.Knowing(other => SeedAlone((IAttack)other, from));
        return bench.Attack(attack, batch.Images, objective, threat, knowing);
    }

    /// <summary>The condition: what is wrong without an attack is wrong under it too.</summary>
    /// <param name="moved">The result for the attacked images.</param>
    /// <param name="clean">The result for the unchanged images.</param>
    public Condition Of(Condition moved, Condition clean) =>
        moved with
        {
            Threat = threat,
            Attacks = [attack],
            Correct = [.. moved.Correct.Zip(clean.Correct, (attacked, untouched) => attacked && untouched)],
        };

    // That of a condition of its own, for the batch that begins at an image.
    private Seed SeedAlone(IAttack other, long from)
    {
        var name = Names.Joined(classifier.Name, SeedNames.Of(other, threat));
        return bench.Random($"{name} {from}").Seed;
    }
}
