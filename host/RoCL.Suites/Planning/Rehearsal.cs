using static TorchSharp.torch;

namespace RoCL.Suites.Planning;

/// <summary>
/// A bench on which an evaluation is only rehearsed: of each of its parts a few images are
/// computed, and the time of the rest is estimated.
/// </summary>
/// <param name="bench">The bench itself.</param>
/// <param name="estimate">Measures the time, and adds it up.</param>
internal sealed class Rehearsal(IBench bench, TimeEstimate estimate) : IBench
{
    private readonly HashSet<string> _attacked = [];

    /// <summary>Images that signs of masking are looked for on.</summary>
    public int Masking { get; init; }

    /// <inheritdoc/>
    public IImages Train => bench.Train;

    /// <inheritdoc/>
    public IImages Test => bench.Test;

    /// <inheritdoc/>
    public int Features => bench.Features;

    /// <inheritdoc/>
    public IReadOnlyList<string> Heads => bench.Heads;

    /// <inheritdoc/>
    public Device Device => bench.Device;

    /// <inheritdoc/>
    public CancellationToken Stop => bench.Stop;

    /// <inheritdoc/>
    public nn.Module<Tensor, Tensor> Encoder() => bench.Encoder();

    /// <inheritdoc/>
    public nn.Module<Tensor, Tensor> Head(string name) => bench.Head(name);

    /// <inheritdoc/>
    public IObjective CrossEntropy(nn.Module<Tensor, Tensor> network, Tensor labels) =>
        bench.CrossEntropy(network, labels);

    /// <summary>Takes a few iterations; the time of the others is estimated.</summary>
    /// <inheritdoc/>
    public Tensor Attack(IAttack attack, Tensor clean, IObjective objective, ThreatModel threat, Rng random)
    {
        var shortened = ShortenedAttack.Of(attack);
        return estimate.Repeated(
            shortened.Factor,
            () => bench.Attack(shortened.Attack, clean, objective, threat, random)
        );
    }

    /// <inheritdoc/>
    public Rng Random(string purpose, long images = 1) => bench.Random(purpose, images);

    /// <inheritdoc/>
    public void Report(string stage, long done, long total) => Stop.ThrowIfCancellationRequested();

    /// <inheritdoc/>
    public void Note(string what, string remedy) => bench.Note(what, remedy);

    /// <summary>Zeros, of the shape that the network's outputs have.</summary>
    /// <inheritdoc/>
    public Tensor Outputs(nn.Module<Tensor, Tensor> network, IImages images, int batch)
    {
        Stop.ThrowIfCancellationRequested();
        var columns = 0L;
        estimate.Add(
            Math.Min(batch, images.Count),
            (double)images.Count / batch,
            few => columns = bench.Outputs(network, Subset.Of(images, few, new Seed(0)), (int)few).shape[1]
        );
        return zeros([images.Count, columns], device: Device);
    }

    /// <summary>Takes a step or two.</summary>
    /// <inheritdoc/>
    public void Fit(string name, nn.Module<Tensor, Tensor> network, Descent descent, Func<DescentStep, Tensor> loss)
    {
        if (descent.Epochs == 0)
            return;
        Stop.ThrowIfCancellationRequested();
        var steps = descent.Epochs * Math.Ceiling((double)Train.Count / descent.Batch);
        estimate.Add(
            Math.Min(descent.Batch, Train.Count),
            steps,
            few =>
            {
                using var scope = NewDisposeScope();
                using var grad = enable_grad();
                network.train();
                loss(new(0, 0, arange(few, ScalarType.Int64), Random(name, few))).backward();
                foreach (var parameter in network.parameters())
                    parameter.grad = null;
            }
        );
        network.eval();
    }

    /// <summary>Classifies some images, and says of all that they are right.</summary>
    /// <inheritdoc/>
    public Condition Classify(string name, Classifier classifier, Func<Batch, Rng, Tensor>? change = null)
    {
        Stop.ThrowIfCancellationRequested();
        estimate.Add(
            Math.Min(classifier.Batch, Test.Count),
            (double)Test.Count / classifier.Batch,
            few => Some(few, classifier, change)
        );
        return new(name, [.. Enumerable.Repeat(true, (int)Test.Count)], Images: Test);
    }

    /// <inheritdoc/>
    public Condition Attacked(Classifier classifier, IAttack attack, ThreatModel threat, Condition clean)
    {
        Tensor Change(Batch batch, Rng random) =>
            Attack(
                attack,
                batch.Images,
                CrossEntropy(classifier.GradientNetwork ?? classifier.Network, batch.Labels!),
                threat,
                random
            );
        var condition = Classify($"{AttackTitle.Of(attack, threat)} {threat}", classifier, Change);
        // Looking for signs of masking makes each attack twice more on its images.
        if (Masking > 0 && _attacked.Add($"{classifier.Name} {attack}"))
            estimate.Add(Math.Min(Masking, Test.Count), 2, few => Some(few, classifier, Change));
        return condition with { Threat = threat };
    }

    /// <inheritdoc/>
    public IBench On(string name, IImages train, IImages test) =>
        new Rehearsal(bench.On(name, train, test), estimate) { Masking = Masking };

    private void Some(long few, Classifier classifier, Func<Batch, Rng, Tensor>? change)
    {
        using var scope = NewDisposeScope();
        var part = Test.Gather(arange(few, ScalarType.Int64));
        var batch = new Batch(part.Images.to(Device), part.Labels?.to(Device), part.Indices);
        using var quiet = no_grad();
        classifier.Network.eval();
        classifier.Network.call(change is null ? batch.Images : change(batch, Random("rehearsal", few)));
    }
}
