using RoCL.Core.Components;
using RoCL.Core.Evaluation;
using RoCL.Core.Guards;

namespace RoCL.Core.Ahead;

/// <summary>
/// A bench on which an evaluation is gone through before training: its data and its networks are
/// those that it will have, not yet trained, and of each part a few images are computed.
/// </summary>
/// <param name="bench">The bench itself, over a model that is not trained.</param>
/// <param name="evaluation">The evaluation, as the recipe names it.</param>
/// <param name="memory">The machine's memory in bytes.</param>
/// <param name="remarks">Receives what the evaluation notes, and what hardly fits.</param>
internal sealed class BenchAhead(Bench bench, ComponentUse evaluation, long memory, Action<Problem> remarks) : IBench
{
    private const long Few = 2;

    // Shared with the benches that are made of this one, as names are.
    private HashSet<string> Names { get; init; } = [];

    private string Prefix { get; init; } = "";

    // Encoders that were given out, to the benches that are made of this one too.
    private List<nn.Module> Given { get; init; } = [];

    private MemoryAhead Memory => new(evaluation, memory, remarks, Given);

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
    public nn.Module<Tensor, Tensor> Encoder()
    {
        var encoder = bench.Encoder();
        Given.Add(encoder);
        return encoder;
    }

    /// <inheritdoc/>
    public nn.Module<Tensor, Tensor> Head(string name) => bench.Head(name);

    /// <inheritdoc/>
    public IObjective CrossEntropy(nn.Module<Tensor, Tensor> network, Tensor labels) =>
        bench.CrossEntropy(network, labels);

    /// <inheritdoc/>
    public Rng Random(string purpose, long images = 1) => bench.Random(purpose, images);

    /// <inheritdoc/>
    public void Report(string stage, long done, long total) => Stop.ThrowIfCancellationRequested();

    /// <inheritdoc/>
    public void Note(string what, string remedy) => remarks(new("ROCL0285", evaluation.Where, what, remedy));

    /// <summary>Looks at the attack, and gives the images as they are.</summary>
    /// <inheritdoc/>
    public Tensor Attack(IAttack attack, Tensor clean, IObjective objective, ThreatModel threat, Rng random)
    {
        new AttackAhead(bench.Uses, evaluation).Look(attack, clean, objective, threat, random);
        return clean.clone();
    }

    /// <summary>Random numbers, of the shape that the network's outputs have.</summary>
    /// <inheritdoc/>
    public Tensor Outputs(nn.Module<Tensor, Tensor> network, IImages images, int batch)
    {
        var some = Subset.Of(images, Math.Min(Few, images.Count), new Seed(0));
        var columns = bench.Outputs(network, some, (int)some.Count).shape[1];
        return bench.Random("ahead", images.Count).Uniform([images.Count, columns]);
    }

    /// <summary>Takes the smallest step.</summary>
    /// <inheritdoc/>
    /// <exception cref="ProblemException">As <see cref="FitAhead.Look"/>.</exception>
    public void Fit(string name, nn.Module<Tensor, Tensor> network, Descent descent, Func<DescentStep, Tensor> loss)
    {
        if (descent.Epochs == 0 || Train.Count == 0)
            return;
        new FitAhead(bench, evaluation, name, network, descent).Look(loss, Memory);
        network.eval();
    }

    /// <summary>Classifies a few images, and says of all that they are right.</summary>
    /// <inheritdoc/>
    /// <exception cref="ProblemException">
    /// ROCL0283: another condition has this name. ROCL0510: the images have no labels.
    /// </exception>
    public Condition Classify(string name, Classifier classifier, Func<Batch, Rng, Tensor>? change = null)
    {
        if (Test.Labels is null)
            throw new ProblemException(BenchProblems.NoLabels(evaluation));
        var fullName = string.Join(' ', new[] { Prefix, classifier.Name, name }.Where(part => part.Length > 0));
        if (!Names.Add(fullName))
            throw new ProblemException(NamesAhead.Twice(evaluation, fullName));

        using var scope = NewDisposeScope();
        if (OnlyClass.Among(evaluation, Test) is { } only)
            remarks(only);
        var few = Math.Min(Few, Test.Count);
        var part = Test.Gather(arange(few, ScalarType.Int64));
        var batch = new Batch(part.Images.to(Device), part.Labels!.to(Device), part.Indices);
        var random = Random(fullName, few);
        var images = change is null ? batch.Images : ChangedImages.Of(bench, evaluation, batch, random, change);
        _ = CrossEntropy(classifier.Network, batch.Labels!).Outputs(images);
        Memory.OfClassification(classifier.Network, images, Math.Min(classifier.Batch, Test.Count));
        return new(fullName, [.. Enumerable.Repeat(true, (int)Test.Count)], Images: Test);
    }

    /// <inheritdoc/>
    public Condition Attacked(Classifier classifier, IAttack attack, ThreatModel threat, Condition clean)
    {
        var gradients = classifier.GradientNetwork ?? classifier.Network;
        var condition = Classify(
            $"{AttackTitle.Of(attack, threat)} {threat}",
            classifier,
            (batch, random) => Attack(attack, batch.Images, CrossEntropy(gradients, batch.Labels!), threat, random)
        );
        var few = Test.Gather(arange(Math.Min(Few, Test.Count), ScalarType.Int64)).Images.to(Device);
        Memory.OfAttack(gradients, few, Math.Min(classifier.Batch, Test.Count));
        return condition with { Threat = threat };
    }

    /// <inheritdoc/>
    public IBench On(string name, IImages train, IImages test)
    {
        Look(train);
        Look(test);
        return new BenchAhead((Bench)bench.On(name, train, test), evaluation, memory, remarks)
        {
            Names = Names,
            Given = Given,
            Prefix = Prefix.Length == 0 ? name : $"{Prefix} {name}",
        };
    }

    // Images of other data come from a plugin as they are; a few of them are held to the contract.
    private void Look(IImages images)
    {
        using var scope = NewDisposeScope();
        var use = Attribution.Owner(images.GetType(), bench.Uses) ?? evaluation;
        _ = new GuardedImages(use, images).Gather(arange(Math.Min(Few, images.Count), ScalarType.Int64));
    }
}
