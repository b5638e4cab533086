namespace RoCL.Core.Evaluation;

/// <summary>
/// The test images that signs of masking are looked for on, and their classifier.
/// </summary>
internal sealed class MaskingImages
{
    private readonly Bench _bench;
    private readonly Classifier _classifier;

    /// <summary>Draws the images: always the same ones of a data set.</summary>
    /// <param name="bench">The test images.</param>
    /// <param name="classifier">The classifier that is attacked.</param>
    /// <param name="count">How many, at most as many as there are.</param>
    public MaskingImages(Bench bench, Classifier classifier, int count)
    {
        _bench = bench;
        _classifier = classifier;
        var rows = new Rng(new Seed(0), 1).Permutation(bench.Test.Count).narrow(0, 0, count);
        var batch = bench.Test.Gather(rows);
        Rows = rows.data<long>().ToArray();
        Images = batch.Images.to(bench.Device);
        Labels = batch.Labels!.to(bench.Device);
    }

    /// <summary>Their rows in the test images, in random order.</summary>
    public IReadOnlyList<long> Rows { get; }

    /// <summary>[N, C, H, W] in [0, 1].</summary>
    public Tensor Images { get; }

    /// <summary>Their classes, int64 [N].</summary>
    public Tensor Labels { get; }

    /// <summary>What attacks raise, for all images.</summary>
    public IObjective Raised() => _bench.CrossEntropy(GradientNetwork, Labels);

    /// <summary>What decides, for all images.</summary>
    public IObjective Deciding() => _bench.CrossEntropy(_classifier.Network, Labels);

    private nn.Module<Tensor, Tensor> GradientNetwork => _classifier.GradientNetwork ?? _classifier.Network;

    /// <summary>The attacked images of some rows.</summary>
    /// <param name="attack">The attack.</param>
    /// <param name="threat">The set that they stay in.</param>
    /// <param name="rows">Rows of these images, int64 [M].</param>
    /// <param name="purpose">What the random values are for.</param>
    /// <param name="passes">Counts what the attack costs.</param>
    public Tensor Attacked(IAttack attack, ThreatModel threat, long[] rows, string purpose, PassCount passes)
    {
        var objective = _bench.CrossEntropy(GradientNetwork, LabelsOf(rows));
        return Moved(attack, threat, rows, purpose, new CountedObjective(objective, passes));
    }

    /// <summary>The same without a gradient: the network that decides is what is asked.</summary>
    /// <param name="attack">The attack.</param>
    /// <param name="threat">The set that they stay in.</param>
    /// <param name="rows">Rows of these images, int64 [M].</param>
    public Tensor AttackedBlindly(IAttack attack, ThreatModel threat, long[] rows) =>
        Moved(attack, threat, rows, "black-box", _bench.CrossEntropy(_classifier.Network, LabelsOf(rows)));

    /// <summary>The class that each image of some rows is given, int64 [M].</summary>
    /// <param name="images">[M, C, H, W].</param>
    /// <param name="rows">Rows of these images, int64 [M].</param>
    public Tensor Decided(Tensor images, long[] rows) =>
        _bench.CrossEntropy(_classifier.Network, LabelsOf(rows)).Outputs(images).argmax(1);

    private Tensor Moved(IAttack attack, ThreatModel threat, long[] rows, string purpose, IObjective objective)
    {
        var chosen = Images.index_select(0, tensor(rows, device: _bench.Device));
        var random = _bench.Random($"masking {purpose}", Images.shape[0]).Only(rows);
        return _bench.Attack(attack, chosen, objective, threat, random);
    }

    /// <summary>The classes of some rows, int64 [M].</summary>
    public Tensor LabelsOf(long[] rows) => Labels.index_select(0, tensor(rows, device: _bench.Device));
}
